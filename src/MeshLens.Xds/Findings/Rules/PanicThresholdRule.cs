using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>Unhealthy endpoints get requests, soon or now.</summary>
internal sealed class PanicThresholdRule : ClusterRule
{
    private const double High = 50;

    public override RuleInfo Info { get; } = new(
        "panic-threshold",
        [25],
        Severity.Warning,
        "Requests go to unhealthy endpoints",
        "The panic threshold is set above 50 %; an error when already so few endpoints of the first priority are healthy that it applies.",
        "Thresholds up to Envoy's own of 50 %, and the 0 that istiod sets with outlier detection, as long as enough endpoints are healthy.",
        "Below the threshold all endpoints get requests, healthy or not: failures in the share of the unhealthy ones (flag UF, lb_healthy_panic).",
        "DestinationRule spec.trafficPolicy.outlierDetection.minHealthPercent",
        "Lower minHealthPercent, or see why endpoints are not healthy.");

    protected override Observation? Judge(ClusterModel cluster, ConfigurationModel model)
    {
        if (cluster.Balancing.PanicThresholdPercent is not (> 0 and var threshold))
        {
            return null;
        }

        var first = cluster.Endpoints.Where(static endpoint => endpoint.Priority == 0).ToList();
        var healthy = first.Count == 0 ? 1 : first.Count(static endpoint => endpoint.IsHealthy) / (double)first.Count;
        var panics = healthy * 100 < threshold;
        return panics || threshold > High
            ? Policy(
                cluster,
                "outlierDetection.minHealthPercent",
                $"Below {Words.Number(threshold)} % of healthy endpoints all are used{(panics ? $"; {Words.Percent(healthy)} are" : "")}.",
                new(
                    PredictedEffect.Failure,
                    panics ? $"{Words.Percent(1 - healthy)} of requests go to unhealthy endpoints now." : $"Unhealthy endpoints get requests once more than {Words.Number(100 - threshold)} % are unhealthy.",
                    Share: panics ? 1 - healthy : null,
                    Flag: "UF"),
                panics ? Severity.Error : Severity.Warning)
            : null;
    }
}
