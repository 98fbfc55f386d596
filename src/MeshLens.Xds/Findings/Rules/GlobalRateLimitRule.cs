using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Listeners;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>Another service counts requests.</summary>
internal sealed class GlobalRateLimitRule : FilterRule
{
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(500);

    public override RuleInfo Info { get; } = new(
        "global-rate-limit",
        [44],
        Severity.Info,
        "Another service counts requests",
        "A ratelimit filter is in the chain and a route that was served has limits for it. A warning when it may wait half a second or longer.",
        "The filter without a route that uses it; limits in the proxy itself.",
        "Requests take the rate limit service's latency more before the upstream is called; 429 with flag RL above the limit, whose height istiod does not serve.",
        "EnvoyFilter (envoy.filters.http.ratelimit, rate_limits)",
        "Keep its timeout near Envoy's 20 ms and let requests pass when it fails.");

    protected override Observation? Judge(FilterModel filter, HttpManagerModel http, ListenerModel listener, ConfigurationModel model)
    {
        if (filter.Kind != FilterKind.GlobalRateLimit || !IsUsed(http, model))
        {
            return null;
        }

        var limit = filter.Timeout ?? TimeSpan.Zero;
        return Seen(
            filter,
            listener,
            $"{filter.Asks ?? "Another service"} counts requests, within {Words.Of(limit)}",
            new(PredictedEffect.Delay, $"Up to {Words.Of(limit)} before the upstream is called, and 429 with flag RL above the limit.", limit.TotalMilliseconds, Status: 429, Flag: "RL"),
            limit >= Long ? Severity.Warning : Severity.Info);
    }

    private static bool IsUsed(HttpManagerModel http, ConfigurationModel model) =>
        model.Routes.Any(route => route.Configuration == http.RouteConfiguration && route.RateLimits > 0);
}
