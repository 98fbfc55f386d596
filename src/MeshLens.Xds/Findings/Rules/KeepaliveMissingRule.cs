using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Clusters;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>Nothing keeps idle connections to the outside alive.</summary>
internal sealed class KeepaliveMissingRule : ClusterRule
{
    public override RuleInfo Info { get; } = new(
        "keepalive-missing",
        [14],
        Severity.Info,
        "Idle connections to the outside are not kept alive",
        "A destination found by DNS, so most likely outside the mesh, is used over plain TCP, without TCP keepalive and without an idle timeout.",
        "Destinations inside the cluster, where nothing drops idle connections; HTTP destinations, whose pool closes idle connections itself after an hour.",
        "After a pause the first request stands still (segments sent again, then a reset): a NAT or load balancer on the way has forgotten the connection.",
        "DestinationRule spec.trafficPolicy.connectionPool.tcp.tcpKeepalive",
        "Set tcpKeepalive.time below the idle limit of the NAT or load balancer on the way (often 350 s or 240 s).");

    protected override object? Aspect(ClusterModel cluster) => cluster.Connection.HasKeepalive;

    protected override Observation? Judge(ClusterModel cluster, ConfigurationModel model) =>
        cluster is { IsOutbound: true, Discovery: ClusterDiscovery.StrictDns or ClusterDiscovery.LogicalDns, Connection: { HasKeepalive: false, IdleTimeout: null } }
        && IsPlainTcp(cluster, model)
            ? Policy(
                cluster,
                "connectionPool.tcp.tcpKeepalive",
                "Idle connections are not kept alive on their way out.",
                new(PredictedEffect.Delay, "The first request after a pause stands still, then the connection is reset (flag UC)."))
            : null;

    private static bool IsPlainTcp(ClusterModel cluster, ConfigurationModel model) =>
        model.Find(cluster.Service!.Value.Host, cluster.Service.Value.Port) is { Routes.Count: 0 } destination
        && destination.Listeners.Any(static use => use.Chain.Tcp is not null);
}
