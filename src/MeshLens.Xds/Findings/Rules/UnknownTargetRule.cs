using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Routes;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>A route leads where nothing is.</summary>
internal sealed class UnknownTargetRule : RouteRule
{
    private const string BlackHole = "BlackHoleCluster";

    public override RuleInfo Info { get; } = new(
        "unknown-target",
        [32],
        Severity.Error,
        "A route leads to a destination that does not exist",
        "A route, or a weighted part of it, names a cluster that was not served although clusters were, or a VirtualService leads to the black hole.",
        "Dumps that hold no clusters at all; clusters that the request itself names; the black hole where the mesh refuses unknown hosts.",
        "The share of requests that goes there fails at once with 503 and flag NC, without a connection.",
        "VirtualService spec.http[].route[].destination",
        "Correct host, subset or port of the destination, create the missing Service, ServiceEntry or subset, or make it visible to the caller (exportTo, Sidecar).");

    protected override Observation? Judge(RouteModel route, ConfigurationModel model)
    {
        var lost = model.Clusters.Count == 0 ? [] : route.Targets.Where(target => target.Share > 0 && IsUnknown(target, route, model)).ToList();
        if (lost.Count == 0)
        {
            return null;
        }

        var share = lost.Sum(static target => target.Share);
        return Entry(
            route,
            "route",
            $"{Words.Percent(share)} of the requests are sent to {string.Join(", ", lost.Select(static target => Words.Of(target.Cluster)))}, which was not served to the caller.",
            new(PredictedEffect.Failure, $"503 with flag NC on {Words.Percent(share)} of requests, no connection.", Share: share, Status: 503, Flag: "NC"));
    }

    private static bool IsUnknown(RouteTarget target, RouteModel route, ConfigurationModel model) =>
        model.FindCluster(target.Cluster) is null || target.Cluster == BlackHole && route.Source is not null;
}
