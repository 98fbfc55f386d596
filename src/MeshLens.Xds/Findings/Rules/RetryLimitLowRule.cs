using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>Hardly any retries may be in flight.</summary>
internal sealed class RetryLimitLowRule : ClusterRule
{
    private const uint Few = 3;
    private const double SmallBudget = 5;

    public override RuleInfo Info { get; } = new(
        "retry-limit-low",
        [6],
        Severity.Warning,
        "Hardly any retries may be in flight",
        "A proxy may have fewer than three retries in flight, or a retry budget below 5 %.",
        "No limit, as istiod sends, and Envoy's own of three; larger budgets, which are what keeps retries from multiplying.",
        "When the destination falters, retries are refused: first failures come through to the caller (flag URX or UO, upstream_rq_retry_overflow).",
        "DestinationRule spec.trafficPolicy.connectionPool.http.maxRetries, or spec.trafficPolicy.retryBudget",
        "Use a retry budget of 20 %, or raise maxRetries above the retries that one failing endpoint causes.");

    protected override object? Aspect(ClusterModel cluster) => cluster.CircuitBreaker;

    protected override Observation? Judge(ClusterModel cluster, ConfigurationModel model) => cluster.CircuitBreaker switch
    {
        { RetryBudgetPercent: < SmallBudget and var percent } =>
            Seen(cluster, "retryBudget", $"Retries may be {Words.Number(percent)} % of the requests in flight."),
        { RetryBudgetPercent: null, MaxRetries: < Few and var most } =>
            Seen(cluster, "connectionPool.http.maxRetries", $"Each proxy may have {most} retries in flight."),
        _ => null,
    };

    private static Observation Seen(ClusterModel cluster, string field, string summary) =>
        Policy(cluster, field, summary, new(PredictedEffect.Unprotected, "First failures come through to callers while several requests fail at once.", Flag: "UO"));
}
