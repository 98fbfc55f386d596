using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>Streams are ended after a short time, however well they do.</summary>
internal sealed class MaxStreamDurationShortRule : RouteRule
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(10);

    public override RuleInfo Info { get; } = new(
        "max-stream-duration-short",
        [17],
        Severity.Warning,
        "Streams are ended after a short time",
        "A route ends streams after less than 10 s.",
        "A limit that is the route's timeout in other words, which some versions of istiod send along.",
        "Requests that last longer, streams above all, are reset at exactly that age with flag UMSDR, and begun again.",
        "VirtualService spec.http[].timeout, or an EnvoyFilter (max_stream_duration)",
        "Leave streams without the limit, or set it above their longest use.");

    protected override Observation? Judge(RouteModel route, ConfigurationModel model) =>
        route.MaxStreamDuration is { } limit && limit < Short && limit != route.Timeout
            ? Entry(
                route,
                "timeout",
                $"Streams are ended after {Words.Of(limit)}.",
                new(PredictedEffect.Ceiling, $"Streams end at {Words.Of(limit)} with flag UMSDR.", limit.TotalMilliseconds, Flag: "UMSDR"))
            : null;
}
