using MeshLens.Core.Edges;
using MeshLens.Core.Totals;
using MeshLens.Core.Verdicts;

namespace MeshLens.Grains.Edges;

/// <summary>What a silo knows of an edge it hosts without asking it. Written by the edge alone, read by anyone.</summary>
internal sealed class EdgeSlot(EdgeKey key, IEdgeGrain grain, DateTimeOffset since)
{
    private const long Nothing = long.MaxValue;

    private long _nextToClose = Nothing;

    public EdgeKey Key => key;

    /// <summary>Where in the time that closings are spread over this edge has its turn, 0 to 1.</summary>
    public double Turn { get; } = StableHash.Of(key.ToString()) % 1024 / 1024.0;

    public IEdgeGrain Grain => grain;

    /// <summary>What the edge adds up to while it is here.</summary>
    public EdgeTotals Totals { get; } = new(key, since);

    /// <summary>The edge's last summary; null before its first window closed.</summary>
    public EdgeSummary? Summary
    {
        get => Totals.Summary;
        set => Totals.Summary = value;
    }

    public void SetNextToClose(long? window) => Volatile.Write(ref _nextToClose, window ?? Nothing);

    /// <summary>Whether a window is waiting that ended before <paramref name="firstOpen"/>.</summary>
    public bool IsDue(long firstOpen) => Volatile.Read(ref _nextToClose) < firstOpen;
}
