using MeshLens.Core.Classification;
using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Totals;
using MeshLens.Core.Verdicts;

namespace MeshLens.Grains.Edges;

/// <summary>What a silo knows of an edge it hosts without asking it. Written by the edge alone, read by anyone.</summary>
internal sealed class EdgeSlot(EdgeKey key, IEdgeGrain grain)
{
    private const long Nothing = long.MaxValue;

    private long _nextToClose = Nothing;
    private EdgeSummary? _summary;
    private EdgeTotals? _totals;

    public EdgeKey Key => key;

    /// <summary>Where in the time that closings are spread over this edge has its turn, 0 to 1.</summary>
    public double Turn { get; } = StableHash.Of(key.ToString()) % 1024 / 1024.0;

    public IEdgeGrain Grain => grain;

    /// <summary>The edge's last summary; null before its first window closed.</summary>
    public EdgeSummary? Summary
    {
        get => Volatile.Read(ref _summary);
        set
        {
            Volatile.Write(ref _summary, value);
            if (Volatile.Read(ref _totals) is { } totals)
            {
                totals.Summary = value;
            }
        }
    }

    /// <summary>What the edge adds up to from the first time that this was called: they are memory that nobody needs who does not ask.</summary>
    public EdgeTotals TotalsSince(DateTimeOffset now)
    {
        if (Volatile.Read(ref _totals) is { } known)
        {
            return known;
        }

        var added = new EdgeTotals(key, now) { Summary = Summary };
        return Interlocked.CompareExchange(ref _totals, added, null) ?? added;
    }

    /// <summary>A window of the edge closed.</summary>
    public void Close(EdgeSnapshot snapshot, ClassifiedWindow classified) => Volatile.Read(ref _totals)?.Add(snapshot, classified);

    public void SetNextToClose(long? window) => Volatile.Write(ref _nextToClose, window ?? Nothing);

    /// <summary>Whether a window is waiting that ended before <paramref name="firstOpen"/>.</summary>
    public bool IsDue(long firstOpen) => Volatile.Read(ref _nextToClose) < firstOpen;
}
