using MeshLens.Lab.Services;

namespace MeshLens.Lab.Mesh;

/// <summary>Services that call each other as a binary tree, dealt out over nodes one after the other.</summary>
internal sealed class ServiceTree(IReadOnlyList<LabNode> nodes, int services)
{
    private const string Client = "client";
    private const int ClientHost = 10;
    private const int FirstHost = 11;

    // Two lost SYNs in a row still make it.
    private const double LeafTimeoutMs = 4000;
    private const double OwnMs = 500;

    private static readonly string[] Names =
        ["frontend", "catalog", "orders", "search", "reviews", "payments", "shipping", "index", "images", "profiles"];

    public MeshPlan ToPlan(double requestsPerSecond)
    {
        var client = new ServiceSpec { Name = Client, RatePerSecond = requestsPerSecond, Downstreams = [To(0)] };
        return new(nodes[0].Number == 0 ? "market" : $"market{nodes[0].Number + 1}", nodes,
        [
            new(Client, nodes[0].Number, ClientHost, client),
            .. Enumerable.Range(0, services).Select(InstanceOf),
        ]);
    }

    private static string NameOf(int service) => service < Names.Length ? Names[service] : $"service-{service + 1}";

    private Instance InstanceOf(int service) => new(
        NameOf(service),
        NetworkOf(service),
        FirstHost + service,
        MeshPlan.Server(NameOf(service), 3, 1) with { Downstreams = [.. CalledBy(service).Select(To)] });

    private IEnumerable<int> CalledBy(int service) => new[] { (2 * service) + 1, (2 * service) + 2 }.Where(called => called < services);

    private DownstreamSpec To(int service) => MeshPlan.To(NameOf(service), TimeoutOf(service), $"10.77.{NetworkOf(service)}.{FirstHost + service}:{Instance.Port}");

    private int NetworkOf(int service) => nodes[service % nodes.Count].Number;

    private double TimeoutOf(int service) => Math.Max(LeafTimeoutMs, CalledBy(service).Sum(TimeoutOf) + OwnMs);
}
