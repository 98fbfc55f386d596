using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Routes;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>A VirtualService leads requests out of the mesh's sight.</summary>
internal sealed class PassthroughRouteRule : RouteRule
{
    private const string Passthrough = "PassthroughCluster";

    public override RuleInfo Info { get; } = new(
        "passthrough-route",
        [56],
        Severity.Warning,
        "A route leads to wherever the caller meant to go",
        "A VirtualService sends requests to the passthrough cluster.",
        "The route for all unknown hosts, by which a mesh lets traffic out by default.",
        "Requests keep the address that the caller resolved: no balancing, no retries elsewhere, no mutual TLS.",
        "VirtualService spec.http[].route[].destination",
        "Describe the destination by a ServiceEntry and route to that.");

    protected override Observation? Judge(RouteModel route, ConfigurationModel model) =>
        route.Source is not null && route.Targets.Any(static target => target is { Cluster: Passthrough, Share: > 0 })
            ? Entry(
                route,
                "route",
                "Requests go to the address that the caller resolved.",
                new(PredictedEffect.Unprotected, "Connections to one address for as long as the caller keeps it; no retries, no mutual TLS."))
            : null;
}
