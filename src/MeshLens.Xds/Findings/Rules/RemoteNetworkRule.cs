using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>Endpoints lie behind the gateway of another network.</summary>
internal sealed class RemoteNetworkRule : ClusterRule
{
    private const int GatewayPort = 15443;

    public override RuleInfo Info { get; } = new(
        "remote-network",
        [62],
        Severity.Info,
        "Requests cross to another network",
        "Endpoints of the first priority are reached through an east-west gateway (port 15443). A warning when those get more than half of the requests although others are in this network.",
        "Endpoints behind gateways that only stand by with a lower priority.",
        "The share of requests that goes there pays one more proxy and the round trip between networks: latency has two modes.",
        "DestinationRule spec.trafficPolicy.loadBalancer.localityLbSetting",
        "Prefer near endpoints (locality failover with outlier detection), or run enough of them here.");

    protected override Observation? Judge(ClusterModel cluster, ConfigurationModel model)
    {
        if (!cluster.IsOutbound || cluster.Service!.Value.Port == GatewayPort || !cluster.Endpoints.Any(IsRemote))
        {
            return null;
        }

        var first = cluster.Endpoints.Where(static endpoint => endpoint.Priority == 0).ToList();
        var remote = first.Where(IsRemote);
        var share = remote.Sum(static endpoint => (double)endpoint.Weight) / first.Sum(static endpoint => (double)endpoint.Weight);
        return Policy(
            cluster,
            "loadBalancer.localityLbSetting",
            $"{Words.Percent(share)} of the requests go through the gateway of another network.",
            new(PredictedEffect.Path, $"{Words.Percent(share)} of requests pay a gateway and the round trip between networks.", Share: share),
            share is > 0.5 and < 1 ? Severity.Warning : Severity.Info);
    }

    private static bool IsRemote(EndpointModel endpoint) => endpoint is { Priority: 0, Port: GatewayPort };
}
