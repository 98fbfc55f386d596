using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Routes;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>Requests to one host are led through a gateway.</summary>
internal sealed class EgressGatewayRule : RouteRule
{
    private const string Egress = "egress";

    public override RuleInfo Info { get; } = new(
        "egress-gateway",
        [61],
        Severity.Info,
        "Requests leave through an egress gateway",
        "A VirtualService leads requests for one host to another service with egress in its name.",
        "Routes to another version or another service of the application; requests to the gateway's own name.",
        "Two connections instead of one: one more proxy, one more round trip in the cluster, and the gateway's own limits and load.",
        "VirtualService spec.http[].route[].destination.host",
        "Nothing, where the gateway is policy; else lead requests there directly. Compare latency to the gateway with latency behind it.");

    protected override Observation? Judge(RouteModel route, ConfigurationModel model) =>
        route.Source is not null && route.Targets.Select(HostOf).FirstOrDefault(IsGateway) is { } gateway && PlaceOf(route).Host != gateway
            ? Entry(
                route,
                "route",
                $"Requests go through {gateway}.",
                new(PredictedEffect.Path, "One proxy and one round trip more than a direct connection."))
            : null;

    private static string? HostOf(RouteTarget target) => ClusterName.Parse(target.Cluster)?.Host;

    private static bool IsGateway(string? host) => host?.Split('.')[0].Contains(Egress, StringComparison.Ordinal) == true;
}
