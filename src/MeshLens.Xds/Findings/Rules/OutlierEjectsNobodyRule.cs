using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>Outlier detection that never acts.</summary>
internal sealed class OutlierEjectsNobodyRule : ClusterRule
{
    public override RuleInfo Info { get; } = new(
        "outlier-ejects-nobody",
        [24],
        Severity.Warning,
        "Outlier detection that ejects nobody",
        "Outlier detection is configured and every way to eject is turned off, as by consecutive5xxErrors: 0.",
        "No outlier detection at all, the mesh's default; a low maxEjectionPercent, under which one host may always go.",
        "A bad host keeps its share of the requests: one n-th of them slow or failing, for as long as it lasts.",
        "DestinationRule spec.trafficPolicy.outlierDetection",
        "Give consecutive5xxErrors or consecutiveGatewayErrors a number, or take the section out.");

    protected override object? Aspect(ClusterModel cluster) => cluster.Outlier;

    protected override Observation? Judge(ClusterModel cluster, ConfigurationModel model) => cluster.Outlier is { Ejects: false }
        ? Policy(
            cluster,
            "outlierDetection",
            "It watches hosts and ejects none.",
            new(PredictedEffect.Unprotected, "One endpoint's errors or latency far above the others', for as long as it is bad."))
        : null;
}
