using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>A request may take so little that ordinary variation ends it.</summary>
internal sealed class RouteTimeoutShortRule : RouteRule
{
    /// <summary>A garbage collection, a lost packet (200 ms) or one slow query is longer.</summary>
    internal static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);

    public override RuleInfo Info { get; } = new(
        "route-timeout-short",
        [1],
        Severity.Warning,
        "Route timeout below what requests ordinarily take",
        "A route gives all attempts of a request together 100 ms or less.",
        "Longer timeouts, and routes without one: whether 500 ms is short depends on the service, which the edge's own latency tells.",
        "Failed requests end at exactly the timeout with 504 and flag UT; nothing takes longer.",
        "VirtualService spec.http[].timeout",
        "Set the timeout above the 99.9th percentile of the service's own time, or make the service faster first.");

    protected override Observation? Judge(RouteModel route, ConfigurationModel model) => route.Timeout is { } timeout && timeout <= Short
        ? Entry(
            route,
            "timeout",
            $"Requests are ended after {Words.Of(timeout)}.",
            new(PredictedEffect.Ceiling, $"504 with flag UT at {Words.Of(timeout)}.", timeout.TotalMilliseconds, Status: 504, Flag: "UT"))
        : null;
}
