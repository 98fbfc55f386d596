using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Windows;

namespace MeshLens.Ingest.Tests.Rig;

/// <summary>Reads sums out of deltas.</summary>
internal static class Deltas
{
    public static string Name(this EdgeDelta delta) =>
        $"{delta.Source.Name} -> {delta.Destination.Name}:{delta.Edge.Port}";

    public static IEnumerable<WindowDelta> At(this IEnumerable<EdgeDelta> deltas, string edge, End end) =>
        deltas.Where(delta => delta.Name() == edge).SelectMany(delta => delta.Windows).Where(window => window.End == end);

    public static ulong Samples(this IEnumerable<WindowDelta> windows) =>
        windows.SelectMany(window => window.Signals).Aggregate(0UL, (sum, signal) => sum + signal.Histogram.Count);

    public static ulong Total(this IEnumerable<WindowDelta> windows, Counter counter) =>
        windows.SelectMany(window => window.Counters).Where(one => one.Counter == counter).Aggregate(0UL, (sum, one) => sum + one.Value);

    public static int Rows(this IEnumerable<EdgeDelta> deltas) =>
        deltas.SelectMany(delta => delta.Windows).Sum(window => window.Signals.Count + window.Counters.Count);
}
