using MeshLens.Core.Classification;
using MeshLens.Core.Edges;
using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Totals;
using MeshLens.Core.Verdicts;

namespace MeshLens.Exposition.Tests.Rig;

/// <summary>Windows as they close.</summary>
internal static class Closing
{
    public static LegMeasurement End(
        End end, IEnumerable<(Signal Signal, ExponentialHistogram Histogram)>? signals = null, IEnumerable<(Counter Counter, ulong Value)>? counters = null,
        Leg leg = Leg.Direct, bool shared = false) => new()
        {
            Leg = leg,
            End = end,
            Shared = shared,
            Signals = [.. (signals ?? []).Select(static each => new SignalMeasurement(each.Signal, each.Histogram, null))],
            Counters = [.. (counters ?? []).Select(static each => new CounterMeasurement(each.Counter, each.Value, null))],
        };

    /// <summary>Closes a window of an edge and gives the edge back.</summary>
    public static EdgeTotals Close(this EdgeTotals edge, EdgeSummary? summary = null, params List<LegMeasurement> ends)
    {
        var said = summary ?? new EdgeSummary();
        edge.Add(new EdgeSnapshot { Legs = ends }, new ClassifiedWindow(new(), VerdictState.Initial, new(), said, Quiet: true));
        edge.Summary = said;
        return edge;
    }
}
