using MeshLens.Lab.Services;

namespace MeshLens.Lab.Mesh;

/// <summary>Who is in a mesh, where, and who calls whom.</summary>
public sealed class MeshPlan
{
    private const double DefaultRate = 40;
    private const double DefaultRateOverNodes = 20;

    internal MeshPlan(string ns, IReadOnlyList<LabNode> nodes, IReadOnlyList<Instance> instances)
    {
        Namespace = ns;
        Nodes = nodes;
        Instances = instances;
    }

    /// <summary>The namespace MeshLens shows for the mesh's services.</summary>
    public string Namespace { get; }

    /// <summary>Where its instances are.</summary>
    public IReadOnlyList<LabNode> Nodes { get; }

    /// <summary>The service pairs, from the client on.</summary>
    public IReadOnlyList<LabEdge> Edges => [.. Instances
        .SelectMany(static instance => instance.Spec.Downstreams.Select(downstream => new LabEdge(instance.Service, downstream.Service)))
        .Distinct()];

    internal IReadOnlyList<Instance> Instances { get; }

    /// <summary>The shop: client → frontend → orders → payments, the last with two replicas, on one node.</summary>
    /// <param name="number">0 to 255; meshes with different numbers can run side by side, and <see cref="Subnets"/> gives free ones.</param>
    /// <param name="requestsPerSecond">What the client sends, in requests per second; each goes through the whole chain.</param>
    public static MeshPlan Shop(int number = 0, double requestsPerSecond = DefaultRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 255);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(requestsPerSecond);
        return new MeshPlan(number == 0 ? "shop" : $"shop{number + 1}", [new("", number)],
        [
            New(number, "client", 10, new ServiceSpec { Name = "client", RatePerSecond = requestsPerSecond, Downstreams = [To("frontend", 4000, $"10.77.{number}.11:8080")] }),
            New(number, "frontend", 11, Server("frontend", 3, 1) with { Downstreams = [To("orders", 3000, $"[fd77:0:0:{number}::12]:8080")] }),
            New(number, "orders", 12, Server("orders", 4, 1.5) with { Downstreams = [To("payments", 2000, $"10.77.{number}.13:8080", $"10.77.{number}.14:8080")] }),
            New(number, "payments-1", 13, Server("payments", 5, 2)),
            New(number, "payments-2", 14, Server("payments", 5, 2)),
        ]);
    }

    /// <summary>
    /// A mesh over several nodes: a client and a tree of services, each of which calls two others. As many edges as services; of those
    /// that two nodes have, about half go from one to the other.
    /// </summary>
    /// <param name="numbers">A free number per node, from <see cref="Subnets"/>: two nodes or more.</param>
    /// <param name="services">2 to 200.</param>
    /// <param name="requestsPerSecond">What the client sends, in requests per second; each goes along every edge once.</param>
    public static MeshPlan OverNodes(IReadOnlyList<int> numbers, int services = 10, double requestsPerSecond = DefaultRateOverNodes)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        ArgumentOutOfRangeException.ThrowIfLessThan(numbers.Count, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(services, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(services, 200);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(requestsPerSecond);
        return new ServiceTree([.. numbers.Select(static number => new LabNode($"node-{number + 1}", number))], services).ToPlan(requestsPerSecond);
    }

    /// <summary>The node of a service, or of the first of its replicas.</summary>
    public LabNode NodeOf(string service) => NodeOf(Instances.First(instance => instance.Service == service));

    /// <summary>The edges between two nodes, in either direction.</summary>
    public IReadOnlyList<LabEdge> EdgesBetween(LabNode one, LabNode other) => [.. Edges.Where(edge =>
        (NodeOf(edge.Source), NodeOf(edge.Destination)) is var ends && (ends == (one, other) || ends == (other, one)))];

    internal LabNode NodeOf(Instance instance) => Nodes.First(node => node.Number == instance.Network);

    internal static ServiceSpec Server(string name, double handlerMs, double jitterMs) =>
        new() { Name = name, Port = Instance.Port, HandlerMs = handlerMs, HandlerJitterMs = jitterMs };

    /// <summary>Each caller waits longer than the one it calls, as in a mesh with sane timeouts.</summary>
    internal static DownstreamSpec To(string service, double timeoutMs, params string[] endpoints) =>
        new() { Service = service, TimeoutMs = timeoutMs, Endpoints = endpoints };

    private static Instance New(int network, string name, int host, ServiceSpec spec) => new(name, network, host, spec);
}
