namespace MeshLens.Core.Telemetry;

/// <summary>An Envoy of Istio's by its node id: <c>sidecar~10.1.1.1~cart-5d8f7c9b6d-x2x9k.shop~shop.svc.cluster.local</c>.</summary>
/// <param name="Kind"><c>sidecar</c>, <c>router</c> or <c>waypoint</c>.</param>
/// <param name="Address">The pod's address.</param>
/// <param name="Pod">The pod's name.</param>
/// <param name="Namespace">The pod's namespace.</param>
public sealed record NodeIdentity(string Kind, SocketName Address, string Pod, string Namespace)
{
    private const int Parts = 4;

    /// <summary>Reads a node id; null when it is none of Istio's.</summary>
    public static NodeIdentity? Parse(string? id)
    {
        var parts = id?.Split('~');
        var dot = parts is { Length: Parts } ? parts[2].LastIndexOf('.') : -1;
        return dot <= 0 ? null : new(parts![0], SocketName.Parse(parts[1]), parts[2][..dot], parts[2][(dot + 1)..]);
    }

    /// <summary>Which end of an edge this proxy writes of, by where the request went.</summary>
    public AccessReporter ReporterOf(ClusterDirection direction) => (Kind, direction) switch
    {
        ("waypoint", _) => AccessReporter.Waypoint,
        _ => Reporters.Of(direction) is var told and not AccessReporter.Unknown ? told
            : Kind == "router" ? AccessReporter.Client
            : AccessReporter.Unknown,
    };

    /// <summary>The proxy's own workload, as far as its id tells.</summary>
    public MeshPeer ToPeer() => new(Namespace, PodNames.WorkloadOf(Pod), Pod: Pod);
}
