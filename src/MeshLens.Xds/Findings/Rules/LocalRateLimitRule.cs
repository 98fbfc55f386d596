using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Listeners;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>The proxy itself refuses requests above a rate.</summary>
internal sealed class LocalRateLimitRule : FilterRule
{
    public override RuleInfo Info { get; } = new(
        "local-rate-limit",
        [45],
        Severity.Info,
        "The proxy refuses requests above a rate",
        "A local rate limit filter with a token bucket is in the chain.",
        "The filter without a bucket of its own, which only routes can fill.",
        "429 at once, without a connection, once a proxy gets more than the rate; each proxy counts for itself.",
        "EnvoyFilter (envoy.filters.http.local_ratelimit)",
        "Raise the bucket above the peak rate of one proxy, or take the limit out.");

    protected override Observation? Judge(FilterModel filter, HttpManagerModel http, ListenerModel listener, ConfigurationModel model) =>
        filter is { Kind: FilterKind.LocalRateLimit, TokensPerSecond: { } rate }
            ? Seen(
                filter,
                listener,
                $"Each proxy lets {Words.Number(rate)} requests per second pass",
                new(PredictedEffect.Failure, $"429 above {Words.Number(rate)} requests per second and proxy.", Status: 429, Flag: "RL"))
            : null;
}
