using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>A retry waits long before it begins.</summary>
internal sealed class RetryBackOffLongRule : RouteRule
{
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(250);

    public override RuleInfo Info { get; } = new(
        "retry-back-off-long",
        [6],
        Severity.Warning,
        "Long wait before a retry",
        "The back-off of a route with retries starts at 250 ms or more.",
        "Envoy's default of 25 ms and what is near it; a back-off without retries.",
        "Requests that are tried again take the back-off more, without any work being done.",
        "VirtualService spec.http[].retries.backoff, or an EnvoyFilter (retry_back_off.base_interval)",
        "Take the setting out, or set it below the service's own time.");

    protected override Observation? Judge(RouteModel route, ConfigurationModel model) =>
        route.Retries is { Retries: > 0 } retries && retries.BackOff >= Long
            ? Entry(
                route,
                "retries.backoff",
                $"A retry waits from {Words.Of(retries.BackOff)} on before it begins.",
                new(PredictedEffect.Delay, $"Requests that are tried again take up to {Words.Of(retries.BackOff)} more for the first retry, and more for each further one.", retries.BackOff.TotalMilliseconds))
            : null;
}
