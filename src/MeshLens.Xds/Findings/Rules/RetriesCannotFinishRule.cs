using System.Globalization;
using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>The route's timeout ends before its attempts can.</summary>
internal sealed class RetriesCannotFinishRule : RouteRule
{
    public override RuleInfo Info { get; } = new(
        "retries-cannot-finish",
        [5],
        Severity.Warning,
        "Attempts that do not fit into the timeout",
        "perTryTimeout times the attempts is more than the route's timeout. A warning when less than half of the attempts fit, else a note.",
        "Attempts that fit exactly; attempts without a timeout of their own, of which nobody knows how long they take.",
        "504 at the route's timeout after fewer attempts than configured; the last one is cut off.",
        "VirtualService spec.http[].retries",
        "Give the route a timeout of at least perTryTimeout times (attempts + 1), or ask for fewer attempts.");

    protected override Observation? Judge(RouteModel route, ConfigurationModel model)
    {
        if (route is not { Timeout: { } all, Retries: { Retries: > 0, PerTryTimeout: { } each } retries } || all / each >= retries.Retries + 1L)
        {
            return null;
        }

        var attempts = retries.Retries + 1L;
        var whole = (long)(all / each);
        var begun = (long)Math.Min(attempts, Math.Ceiling(all / each));
        return Entry(
            route,
            "retries",
            string.Create(CultureInfo.InvariantCulture, $"{attempts} attempts of {Words.Of(each)} do not fit into {Words.Of(all)}: {whole} can finish."),
            new(PredictedEffect.Ceiling, $"504 at {Words.Of(all)} after {Words.Count(begun)} of {Words.Count(attempts)} attempts.", all.TotalMilliseconds, Status: 504, Flag: "UT"),
            whole * 2 < attempts ? Severity.Warning : Severity.Info);
    }
}
