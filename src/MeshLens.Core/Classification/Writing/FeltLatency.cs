using MeshLens.Core.Classification.View;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Writing;

/// <summary>
/// The latency that is shown. The mean is what a caller feels per request, handshake and pickup included, so that it adds
/// up with the components; quantiles are those of the turns (of server time when the caller is not seen), since quantiles
/// of parts cannot be added.
/// </summary>
internal static class FeltLatency
{
    /// <summary>Null when nothing was timed.</summary>
    public static LatencyFigures? Observed(EdgeView edge) => Shown(edge) is not { } shown
        ? null
        : new(
            Clues.Ms(edge.Time.FeltNs),
            Clues.Ms(shown.Histogram.Quantile(0.5)),
            Clues.Ms(shown.Histogram.Quantile(0.9)),
            Clues.Ms(shown.Histogram.Quantile(0.99)));

    /// <summary>Null when the edge was never seen well.</summary>
    public static LatencyFigures? Baseline(EdgeView edge) =>
        Shown(edge)?.Baseline is { } baseline && edge.Time.FeltBaselineNs is { } felt
            ? new(Clues.Ms(felt), Clues.Ms(baseline.P50Ns), Clues.Ms(baseline.P90Ns), Clues.Ms(baseline.P99Ns))
            : null;

    private static SignalMeasurement? Shown(EdgeView edge) =>
        edge.Caller?.Find(Signal.Turn) is { Histogram.Count: > 0 } turns ? turns
        : edge.Handshakes.All.Count > 0 ? edge.WireClient?.Find(Signal.Handshake)
        : edge.Callee?.Find(Signal.Service);
}
