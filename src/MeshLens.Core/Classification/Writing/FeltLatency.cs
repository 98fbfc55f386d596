using MeshLens.Core.Classification.View;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Writing;

/// <summary>
/// The latency that is shown. The mean is what a caller feels per request, handshake and pickup included, so that it adds
/// up with the components; quantiles are those of the turns (of server time when the caller is not seen, of whole requests
/// when a proxy logged them), since quantiles of parts cannot be added.
/// </summary>
internal static class FeltLatency
{
    /// <summary>Null when nothing was timed.</summary>
    public static LatencyFigures? Observed(EdgeView edge) => Shown(edge) is not { } shown
        ? null
        : new(
            Clues.Ms(edge.Felt.NowNs),
            Clues.Ms(shown.Histogram.Quantile(0.5)),
            Clues.Ms(shown.Histogram.Quantile(0.9)),
            Clues.Ms(shown.Histogram.Quantile(0.99)));

    /// <summary>Null when the edge was never seen well.</summary>
    public static LatencyFigures? Baseline(EdgeView edge) =>
        Shown(edge)?.Baseline is { } baseline && edge.Felt.BaselineNs is { } felt
            ? new(Clues.Ms(felt), Clues.Ms(baseline.P50Ns), Clues.Ms(baseline.P90Ns), Clues.Ms(baseline.P99Ns))
            : null;

    /// <summary>Says so where the figures are not the kernel's.</summary>
    public static IEnumerable<string> Note(EdgeView edge) => edge.Felt.Hop is { } hop
        ? [$"Latency, excess and shares are from the access log of {HopClues.Say(hop.Reporter)}: {Why(edge)}."]
        : [];

    private static string Why(EdgeView edge) =>
        edge.Caller is null ? "no agent sees the caller's end"
        : edge.Time.Requests >= 0.5 * edge.Felt.Hop!.Ended ? "the kernel times only what that proxy sends on"
        : "the kernel cannot tell requests apart on these connections";

    private static SignalMeasurement? Shown(EdgeView edge) =>
        edge.Felt.Hop is { } hop ? new(Signal.Turn, hop.Histogram(HopPart.Total)!, hop.Usual(HopPart.Total))
        : edge.Caller?.Find(Signal.Turn) is { Histogram.Count: > 0 } turns ? turns
        : edge.Handshakes.All.Count > 0 ? edge.WireClient?.Find(Signal.Handshake)
        : edge.Callee?.Find(Signal.Service);
}
