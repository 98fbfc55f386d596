using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>Retries multiply the load of a service that is already failing.</summary>
internal sealed class RetryAmplificationRule : RouteRule
{
    private const int Many = 4;

    public override RuleInfo Info { get; } = new(
        "retry-amplification",
        [3],
        Severity.Warning,
        "Retries multiply the load of a failing service",
        "Answers of the destination are tried again (5xx, gateway-error, reset, retriable-4xx), four attempts or more, as far as the route's timeout leaves room for them.",
        "Retries of what never reached the destination (connect-failure, refused-stream); retries that the route's timeout cuts off before the fourth attempt.",
        "While the service fails it gets as many times the requests as there are attempts; hops that retry in turn multiply.",
        "VirtualService spec.http[].retries",
        "Retry in one hop only, twice at most, and on failures to connect; let a retry budget or an outlier detection bound the rest.");

    protected override Observation? Judge(RouteModel route, ConfigurationModel model) =>
        route.Retries is { RepeatsAnswers: true } retries && Attempts(route) is >= Many and var attempts
            ? Entry(
                route,
                "retries",
                $"A failing request is sent up to {attempts} times (on {string.Join(", ", retries.On)}).",
                new(PredictedEffect.Load, $"The destination gets up to {attempts} requests for each that fails.", Share: attempts))
            : null;

    // The attempts that can begin before the route's timeout ends the request, when each runs into its own.
    private static int Attempts(RouteModel route) => route.Retries is not { } retries ? 1
        : route.Timeout is { } all && retries.PerTryTimeout is { } each ? (int)Math.Min(retries.Retries + 1L, Math.Ceiling(all / each))
        : retries.Retries + 1;
}
