using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Classification.Time;

/// <summary>
/// What callers waited for themselves within their requests, spread over all of them: only requests that came in parts have
/// a pause, and only windows with such requests taught a baseline.
/// </summary>
internal static class Pauses
{
    public static TimePart PerRequest(Leg leg, SignalMeasurement? turns, SignalMeasurement? pauses)
    {
        var requests = turns?.Histogram.Count ?? 0;
        var now = requests == 0 ? 0 : (double)(pauses?.Histogram.SumNs ?? 0) / requests;
        return new("pause", leg, now, turns?.Baseline is { Windows: > 0 } usual ? Usual(usual, pauses?.Baseline) : null);
    }

    private static double Usual(SignalBaseline turns, SignalBaseline? pauses) => pauses is not { Windows: > 0 }
        ? 0
        : pauses.MeanNs * pauses.SamplesPerWindow * Math.Min(1.0, (double)pauses.Windows / turns.Windows) / Math.Max(1, turns.SamplesPerWindow);
}
