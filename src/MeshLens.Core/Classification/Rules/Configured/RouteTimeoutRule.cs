using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Rules.Configured;

/// <summary>A route's timeout ends requests that take no longer than they always did: they fail with flag UT, piled up at the timeout.</summary>
/// <remarks>
/// A timeout also ends requests that a slow destination or a lossy path holds up, and then it is not to blame. So neither may be ill, and no
/// more requests may fail than took longer than the timeout when the edge was well.
/// </remarks>
internal sealed class RouteTimeoutRule : ConfiguredRule
{
    private const double Piled = 0.6;
    private const double Just = 1.12;
    private const double LeastCut = 0.1;
    private const double FewOf = 0.2;
    private const double Late = 2 * Floors.Millisecond;
    private const double LatePart = 0.1;
    private const ulong MinTurns = 20;
    private const string Fix = "Set the timeout above the 99.9th percentile of the service's own time, or make the service faster first.";

    protected override Suspicion? Judge(EdgeView edge, EdgeConfiguration configuration) =>
        Elsewhere.IsNetworkIll(edge) || Elsewhere.IsDestinationIll(edge) ? null
        : Limits(configuration).Select(limit => Outbound(edge) is { } hop ? Logged(edge, hop, limit) : Inferred(edge, limit)).FirstOrDefault(static found => found is not null);

    // Findings tell of those that are short for any service; any other may be short for this one.
    private static IEnumerable<(double Ms, Setting Setting)> Limits(EdgeConfiguration configuration) =>
        configuration.Of("route-timeout-short", "retries-cannot-finish")
            .Where(static finding => finding.Milliseconds > 0)
            .Select(static finding => (finding.Milliseconds!.Value, Setting.Of(finding)))
            .Concat(configuration.Routes
                .Where(static route => route.TimeoutMs > 0)
                .Select(static route => (route.TimeoutMs!.Value, Setting.Of(route, "timeout", Fix))))
            .DistinctBy(static limit => limit.Item1);

    private static Suspicion? Logged(EdgeView edge, HopView hop, (double Ms, Setting Setting) limit)
    {
        var ended = hop.FlagShare(ResponseFlag.UpstreamRequestTimeout);
        var near = Near(hop.Histogram(HopPart.Total), limit.Ms * Floors.Millisecond);
        var usual = hop.Usual(HopPart.Total);
        if (Refusals.Logged(hop, ResponseFlag.UpstreamRequestTimeout, usual is null ? null : MostAbove(usual, limit.Ms)) is not { } strength || near < Piled * ended)
        {
            return null;
        }

        return New(limit, ended) with
        {
            Confidence = usual is not null ? 0.95 : Elsewhere.IsDestinationTimed(edge) ? 0.85 : 0.75,
            Strength = strength,
            Evidence =
            [
                ConfiguredClues.Flag(hop, ResponseFlag.UpstreamRequestTimeout, limit.Setting, usual is null ? null : MostAbove(usual, limit.Ms)),
                ConfiguredClues.Logged(hop, "total.near-timeout", near * 100, "%", null, limit.Setting, ended * 100),
                ConfiguredClues.Logged(hop, "total.p99", hop.Quantile(HopPart.Total, 0.99) / Floors.Millisecond, "ms", usual?.P99Ns / Floors.Millisecond, limit.Setting, limit.Ms),
            ],
        };
    }

    // Without the log: nothing takes longer than the timeout any more, and as many requests as did take just as long.
    private static Suspicion? Inferred(EdgeView edge, (double Ms, Setting Setting) limit)
    {
        var limitNs = limit.Ms * Floors.Millisecond;
        if (!new CallersProxy(edge).IsSeen || edge.Caller!.Find(Signal.Turn) is not { Baseline: { } usual, Histogram: { Count: >= MinTurns } turns })
        {
            return null;
        }

        var (cut, beyond) = (UsuallyAbove(usual, limitNs), UsuallyAbove(usual, LatestNs(limitNs)));
        var above = (double)turns.CountAbove((ulong)LatestNs(limitNs)) / turns.Count;
        var near = Near(turns, limitNs);
        return beyond < LeastCut || above > FewOf * beyond || near < Piled * cut ? null : New(limit, cut) with
        {
            Confidence = 0.7,
            Strength = Strength.Weak,
            Evidence =
            [
                ConfiguredClues.Measured(Clues.Share("client.turn.near-timeout", near, null, VerdictClass.MeshConfig), limit.Setting, cut * 100),
                ConfiguredClues.Measured(Clues.Duration("client.turn.max", turns.MaxNs, usual.P99Ns, VerdictClass.MeshConfig), limit.Setting, limit.Ms),
            ],
        };
    }

    // A timer fires late, never early.
    private static double LatestNs(double limitNs) => (Just * limitNs) + Math.Min(Late, LatePart * limitNs);

    private static double Near(ExponentialHistogram? times, double limitNs) =>
        times is not { Count: > 0 } ? 0 : (double)(times.CountAbove((ulong)(limitNs / Just)) - times.CountAbove((ulong)LatestNs(limitNs))) / times.Count;

    // Between the quantiles that are remembered, in a straight line.
    private static double UsuallyAbove(SignalBaseline usual, double durationNs) => durationNs switch
    {
        _ when durationNs <= usual.P50Ns => 0.5,
        _ when durationNs <= usual.P90Ns => 0.5 - (0.4 * (durationNs - usual.P50Ns) / Math.Max(1, usual.P90Ns - usual.P50Ns)),
        _ when durationNs <= usual.P99Ns => 0.1 - (0.09 * (durationNs - usual.P90Ns) / Math.Max(1, usual.P99Ns - usual.P90Ns)),
        _ => 0,
    };

    // The most that took longer when the edge was well, by the quantiles that are remembered.
    private static double MostAbove(SignalBaseline usual, double ms) => (ms * Floors.Millisecond) switch
    {
        var limit when usual.P50Ns >= 0.9 * limit => 1,
        var limit when usual.P90Ns >= 0.9 * limit => 0.5,
        var limit when usual.P99Ns >= 0.9 * limit => 0.1,
        _ => 0.01,
    };

    private static Suspicion New((double Ms, Setting Setting) limit, double ended) => new()
    {
        Cause = Cause.RouteTimeout,
        Confidence = 0,
        Strength = Strength.Unknown,
        Fails = true,
        Evidence = [],
        Because = $"the configuration ends requests after {Clues.Say(limit.Ms * Floors.Millisecond)}, and {Clues.Percent(ended)} take as long as they always did ({limit.Setting.Where})",
        NextStep = limit.Setting.NextStep,
    };
}
