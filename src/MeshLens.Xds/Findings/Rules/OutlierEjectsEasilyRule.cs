using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>A few errors take all endpoints out.</summary>
internal sealed class OutlierEjectsEasilyRule : ClusterRule
{
    private const uint FewErrors = 2;
    private const uint MostMayGo = 50;

    public override RuleInfo Info { get; } = new(
        "outlier-ejects-easily",
        [23],
        Severity.Warning,
        "A few errors take most endpoints out",
        "One or two errors in a row eject an endpoint, and more than half of the endpoints may be out at once.",
        "Istio's defaults (five errors, 10 %), a low count with a low percentage, a high percentage with a high count.",
        "503 with flag UH for the time of an ejection once every host had its error; before that, fewer hosts with more load each.",
        "DestinationRule spec.trafficPolicy.outlierDetection",
        "Eject after five errors or more, at most a third of the endpoints, for 30 s to begin with.");

    protected override object? Aspect(ClusterModel cluster) => cluster.Outlier;

    protected override Observation? Judge(ClusterModel cluster, ConfigurationModel model) =>
        cluster.Outlier is { ConsecutiveErrors: <= FewErrors and var errors, MaxEjectionPercent: > MostMayGo } outlier
            ? Policy(
                cluster,
                "outlierDetection",
                $"{errors} error{(errors == 1 ? "" : "s")} in a row eject a host for {Words.Of(outlier.BaseEjection)}, and {outlier.MaxEjectionPercent} % of them may be out.",
                new(
                    PredictedEffect.Failure,
                    $"503 with flag UH for {Words.Of(outlier.BaseEjection)} after {Words.Count(errors)} error{(errors == 1 ? "" : "s")} per host.",
                    outlier.BaseEjection.TotalMilliseconds,
                    Status: 503,
                    Flag: "UH"))
            : null;
}
