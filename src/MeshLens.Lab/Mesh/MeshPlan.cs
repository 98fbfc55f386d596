using MeshLens.Lab.Services;

namespace MeshLens.Lab.Mesh;

/// <summary>Who is in a mesh and who calls whom: client → frontend → orders → payments, the last with two replicas.</summary>
public sealed class MeshPlan
{
    private const double DefaultRate = 40;

    private MeshPlan(string ns, IReadOnlyList<Instance> instances)
    {
        Namespace = ns;
        Instances = instances;
    }

    /// <summary>The namespace MeshLens shows for the mesh's services.</summary>
    public string Namespace { get; }

    /// <summary>The service pairs, from the client on.</summary>
    public IReadOnlyList<LabEdge> Edges => [.. Instances
        .Where(instance => instance.Spec.Downstream is not null)
        .Select(instance => new LabEdge(instance.Service, instance.Spec.Downstream!.Service))
        .Distinct()];

    internal IReadOnlyList<Instance> Instances { get; }

    /// <summary>The shop.</summary>
    /// <param name="number">0 to 255; meshes with different numbers can run side by side.</param>
    /// <param name="requestsPerSecond">What the client sends, in requests per second; each goes through the whole chain.</param>
    public static MeshPlan Shop(int number = 0, double requestsPerSecond = DefaultRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 255);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(requestsPerSecond);
        return new MeshPlan(number == 0 ? "shop" : $"shop{number + 1}",
        [
            New(number, "client", 10, new ServiceSpec { Name = "client", RatePerSecond = requestsPerSecond, Downstream = To("frontend", 4000, $"10.77.{number}.11:8080") }),
            New(number, "frontend", 11, Server("frontend", 3, 1) with { Downstream = To("orders", 3000, $"[fd77:0:0:{number}::12]:8080") }),
            New(number, "orders", 12, Server("orders", 4, 1.5) with { Downstream = To("payments", 2000, $"10.77.{number}.13:8080", $"10.77.{number}.14:8080") }),
            New(number, "payments-1", 13, Server("payments", 5, 2)),
            New(number, "payments-2", 14, Server("payments", 5, 2)),
        ]);
    }

    private static Instance New(int network, string name, int host, ServiceSpec spec) => new(name, network, host, spec);

    private static ServiceSpec Server(string name, double handlerMs, double jitterMs) =>
        new() { Name = name, Port = Instance.Port, HandlerMs = handlerMs, HandlerJitterMs = jitterMs };

    /// <summary>Each caller waits longer than the one it calls, as in a mesh with sane timeouts.</summary>
    private static DownstreamSpec To(string service, double timeoutMs, params string[] endpoints) =>
        new() { Service = service, TimeoutMs = timeoutMs, Endpoints = endpoints };
}
