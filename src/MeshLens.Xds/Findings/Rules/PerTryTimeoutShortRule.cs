using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>One attempt may take so little that ordinary variation repeats it.</summary>
internal sealed class PerTryTimeoutShortRule : RouteRule
{
    public override RuleInfo Info { get; } = new(
        "per-try-timeout-short",
        [2],
        Severity.Warning,
        "Timeout of one attempt below what requests ordinarily take",
        "A route with retries gives each attempt 100 ms or less.",
        "Longer attempts, and a per-try timeout without retries, which is a route timeout by another name.",
        "Latency in steps of the timeout; the destination gets the same request several times and finishes work nobody waits for.",
        "VirtualService spec.http[].retries.perTryTimeout",
        "Set perTryTimeout above the 99th percentile of the service's own time, and the route's timeout above all attempts together.");

    protected override Observation? Judge(RouteModel route, ConfigurationModel model) =>
        route.Retries is { Retries: > 0, PerTryTimeout: { } each } retries && each <= RouteTimeoutShortRule.Short
            ? Entry(
                route,
                "retries.perTryTimeout",
                $"Each of up to {retries.Retries + 1} attempts is ended after {Words.Of(each)}.",
                new(PredictedEffect.Delay, $"Requests that are slower than {Words.Of(each)} take a multiple of it and are done several times.", each.TotalMilliseconds))
            : null;
}
