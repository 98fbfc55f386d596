using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>Other localities stand by and are never used.</summary>
internal sealed class FailoverWithoutOutlierRule : ClusterRule
{
    public override RuleInfo Info { get; } = new(
        "failover-without-outlier",
        [27],
        Severity.Info,
        "Failover that nothing triggers",
        "Endpoints have several priorities, and neither outlier detection nor health checks tell the proxy that one of the first is bad.",
        "Priorities with outlier detection, as localityLbSetting.failover needs it; all endpoints of one priority. A failover that istiod ignores for lack of outlier detection is not in what it serves.",
        "While endpoints of the first priority fail or time out, those of the next stay without requests, until the control plane itself takes the bad ones out.",
        "DestinationRule spec.trafficPolicy.outlierDetection",
        "Add outlierDetection to the DestinationRule, or to the mesh's default traffic policy.");

    protected override Observation? Judge(ClusterModel cluster, ConfigurationModel model) =>
        cluster is { Outlier: null, HasHealthChecks: false } && cluster.Endpoints.Any(static endpoint => endpoint.Priority > 0)
            ? Policy(
                cluster,
                "outlierDetection",
                "Other localities stand by, and nothing in the proxy notices that the first is bad.",
                new(PredictedEffect.Unprotected, "Failures in the first locality while others are idle."))
            : null;
}
