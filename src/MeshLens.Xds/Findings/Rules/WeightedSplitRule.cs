using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Routes;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>Requests are split by weight between versions.</summary>
internal sealed class WeightedSplitRule : RouteRule
{
    // A split that gives an endpoint of one version three times the requests of another's is no longer in step with their number.
    private const double Skewed = 3;

    public override RuleInfo Info { get; } = new(
        "weighted-split",
        [33],
        Severity.Info,
        "Requests are split by weight",
        "A route sends requests to several clusters by weight. A warning when one endpoint of the one gets at least three times the requests of an endpoint of the other.",
        "A split in which all but one weight are 0; a canary with as large a part of the requests as of the pods stays a note.",
        "Latency has one mode per version; when one version is slower, the share of slow requests is its weight. Endpoints of the favoured version get more each.",
        "VirtualService spec.http[].route",
        "Compare the versions' latency; bring weights and replicas into step, or move the weights back.");

    protected override Observation? Judge(RouteModel route, ConfigurationModel model)
    {
        var used = route.Targets.Where(static target => target.Share > 0).ToList();
        if (used.Count < 2)
        {
            return null;
        }

        var ratio = Ratio(used, model);
        var split = string.Join(", ", used.Select(static target => $"{Words.Percent(target.Share)} to {Words.Of(target.Cluster)}"));
        return Entry(
            route,
            "route",
            $"{split}{(ratio is { } times ? $": an endpoint of the one gets {Words.Number(times)} times the requests of an endpoint of the other" : "")}.",
            new(
                PredictedEffect.Imbalance,
                $"Latency differs by subset when {string.Join(" differs from ", used.OrderByDescending(static target => target.Share).Select(static target => Words.Short(target.Cluster)))}.",
                Share: used.Max(static target => target.Share)),
            ratio >= Skewed ? Severity.Warning : Severity.Info);
    }

    private static double? Ratio(List<RouteTarget> used, ConfigurationModel model)
    {
        var loads = used.Select(target => target.Share / Endpoints(model, target)).ToList();
        return loads.All(double.IsFinite) ? loads.Max() / loads.Min() : null;
    }

    // Not a number where endpoints were not served, infinite where there are none: another rule's matter.
    private static double Endpoints(ConfigurationModel model, RouteTarget target) =>
        model.FindCluster(target.Cluster) is { AreEndpointsServed: true } cluster ? cluster.Endpoints.Count(static endpoint => endpoint.IsHealthy) : double.NaN;
}
