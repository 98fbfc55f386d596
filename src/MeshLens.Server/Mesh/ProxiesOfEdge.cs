using MeshLens.Core.Edges;
using MeshLens.Xds.Model;
using MeshLens.Xds.Views;

namespace MeshLens.Server.Mesh;

/// <summary>Which proxies an edge's requests pass, by the workloads at its ends.</summary>
internal sealed class ProxiesOfEdge(EdgeKey edge, DestinationModel destination)
{
    // payments-v1;shop;payments;v1;cluster
    private readonly HashSet<(string Space, string Name)> _servers =
    [
        .. destination.Clusters.SelectMany(static cluster => cluster.Endpoints).Select(static endpoint => endpoint.Workload.Split(';'))
            .Where(static parts => parts.Length > 1).Select(static parts => (parts[1], parts[0])),
    ];

    /// <summary>Whether it is one of the destination's.</summary>
    public bool AreServed(string proxy) => _servers.Contains(WorkloadOf(proxy));

    /// <summary>Whether it is one of either end's.</summary>
    public bool Pass(string proxy) => AreServed(proxy) || IsOfCaller(proxy, edge);

    public static bool IsOfCaller(string proxy, EdgeKey edge) =>
        WorkloadOf(proxy) is var (space, name) && space == edge.SourceNamespace && (name == edge.SourceName || proxy == $"{edge.SourceName}.{space}");

    private static (string Space, string Name) WorkloadOf(string proxy) =>
        proxy.LastIndexOf('.') is > 0 and var dot ? (proxy[(dot + 1)..], PodName.WorkloadOf(proxy[..dot])) : ("", "");
}
