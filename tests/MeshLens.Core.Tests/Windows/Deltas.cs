using MeshLens.Core.Edges;
using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Windows;

/// <summary>Deltas as ingest would build them.</summary>
internal static class Deltas
{
    public static readonly EdgeKey Edge = new("lab", "shop", "frontend", "shop", "payments", 8080);

    public static readonly Party Source = new("shop", "frontend", PartyKind.Workload);

    public static readonly Party Destination = new("shop", "payments", PartyKind.Service);

    public static EdgeDelta Of(params WindowDelta[] windows) =>
        new() { Edge = Edge, Source = Source, Destination = Destination, Windows = [.. windows] };

    /// <summary>Client turns, all of the same length.</summary>
    public static WindowDelta Turns(long window, double milliseconds, int count = 20, string? endpoint = "10.0.0.2:8080") => new()
    {
        Window = window,
        Endpoint = endpoint,
        Signals = [new(Signal.Turn, Histogram(milliseconds, count))],
        Counters = [new(Counter.Turns, (ulong)count)],
    };

    public static ExponentialHistogram Histogram(double milliseconds, int count)
    {
        var histogram = new ExponentialHistogram();
        for (var sample = 0; sample < count; sample++)
        {
            histogram.Record((ulong)(milliseconds * 1e6));
        }

        return histogram;
    }
}
