using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Clusters;
using MeshLens.Xds.Model.Routes;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>A VirtualService leads to a service without endpoints.</summary>
internal sealed class EmptyTargetRule : RouteRule
{
    public override RuleInfo Info { get; } = new(
        "empty-target",
        [31],
        Severity.Error,
        "A route leads to a service without endpoints",
        "A VirtualService sends more than no requests to a whole service of which the control plane served no endpoints.",
        "A service without pods that nobody routes to: callers of it find nothing, as its owner scaled it; subsets have a rule of their own.",
        "The share of requests that goes there fails with 503 and flag UH, without a connection.",
        "VirtualService spec.http[].route[].destination",
        "Start the destination's pods, correct its selector, or take it out of the route.");

    protected override Observation? Judge(RouteModel route, ConfigurationModel model)
    {
        var empty = route.Source is null ? [] : route.Targets.Where(target => target.Share > 0 && IsEmpty(target, model)).ToList();
        if (empty.Count == 0)
        {
            return null;
        }

        var share = empty.Sum(static target => target.Share);
        return Entry(
            route,
            "route",
            $"{Words.Percent(share)} of the requests are sent to {string.Join(", ", empty.Select(static target => Words.Of(target.Cluster)))}, which has no endpoints.",
            new(PredictedEffect.Failure, $"503 with flag UH on {Words.Percent(share)} of requests, no connection.", Share: share, Status: 503, Flag: "UH"));
    }

    private static bool IsEmpty(RouteTarget target, ConfigurationModel model) =>
        model.FindCluster(target.Cluster) is { Discovery: ClusterDiscovery.Eds, AreEndpointsServed: true, Endpoints.Count: 0, Subset: "" };
}
