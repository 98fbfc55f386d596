using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>New endpoints get less than their share for a while.</summary>
internal sealed class SlowStartRule : ClusterRule
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    public override RuleInfo Info { get; } = new(
        "slow-start",
        [30],
        Severity.Info,
        "New endpoints warm up",
        "A destination has a warm-up time. A warning from five minutes on.",
        "No warm-up, the default.",
        "After a scale-up or a rollout the old endpoints keep more than their share for the warm-up time: a scale-up under load helps later.",
        "DestinationRule spec.trafficPolicy.warmup (or loadBalancer.warmupDurationSecs)",
        "Keep it as short as caches and compilers need, seconds to a minute or two.");

    protected override object? Aspect(ClusterModel cluster) => cluster.Balancing;

    protected override Observation? Judge(ClusterModel cluster, ConfigurationModel model) => cluster.Balancing.SlowStart is { } window
        ? Policy(
            cluster,
            "loadBalancer.warmup",
            $"New endpoints get less than their share for {Words.Of(window)}.",
            new(PredictedEffect.Imbalance, $"Requests per endpoint grow with its age for {Words.Of(window)} after a scale-up.", window.TotalMilliseconds),
            window >= Long ? Severity.Warning : Severity.Info)
        : null;
}
