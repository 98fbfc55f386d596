using System.Collections.Concurrent;
using System.Collections.Immutable;
using MeshLens.Core.Edges;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Totals;
using MeshLens.Core.Verdicts;
using MeshLens.Core.Windows;
using Microsoft.Extensions.Options;

namespace MeshLens.Grains.Edges;

/// <summary>The edges this silo hosts, found by what they have in common, so that no edge ever has to call another.</summary>
internal sealed class EdgeRegistry(IOptions<GrainsOptions> options, WindowClock clock) : IEdgeTotals
{
    /// <summary>Siblings told to the classifier for each end.</summary>
    public const int MaxSiblings = 8;

    /// <summary>
    /// The windows of all edges end at the same moment. Closing ten thousand of them at once would hold up everything else for
    /// a second, so edges take turns; a hundred edges hardly wait for each other.
    /// </summary>
    private static readonly TimeSpan TimePerClosing = TimeSpan.FromMicroseconds(200);

    private static readonly TimeSpan LongestSpread = TimeSpan.FromSeconds(2);

    private readonly int _capacity = options.Value.MaxEdges;
    private readonly ConcurrentDictionary<EdgeKey, EdgeSlot> _slots = new();
    private readonly PartyIndex<(string Cluster, string Namespace, string Name)> _bySource = new();
    private readonly PartyIndex<(string Cluster, string Namespace, string Name, int Port)> _byDestination = new();
    private volatile bool _countsTotals;
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>The oldest window of an edge that is not to be closed yet.</summary>
    public long FirstOpen(EdgeSlot slot, DateTimeOffset now)
    {
        var spread = Count * TimePerClosing;
        return WindowGrid.OldestOpen(now - (slot.Turn * (spread < LongestSpread ? spread : LongestSpread)));
    }

    public IEnumerable<EdgeSlot> All => _slots.Select(pair => pair.Value);

    IReadOnlyList<EdgeTotals> IEdgeTotals.All()
    {
        var now = clock.Now;
        _countsTotals = true;
        return [.. All.Select(slot => slot.TotalsSince(now))];
    }

    /// <summary>Null when the silo keeps as many edges as it may.</summary>
    public EdgeSlot? Register(EdgeKey key, IEdgeGrain grain)
    {
        if (Interlocked.Increment(ref _count) > _capacity)
        {
            Interlocked.Decrement(ref _count);
            return null;
        }

        var slot = new EdgeSlot(key, grain);
        if (_countsTotals)
        {
            slot.TotalsSince(clock.Now);
        }

        _slots[key] = slot;
        _bySource.Add(SourceOf(key), slot);
        _byDestination.Add(DestinationOf(key), slot);
        return slot;
    }

    public void Remove(EdgeSlot slot)
    {
        _slots.TryRemove(new(slot.Key, slot));
        Interlocked.Decrement(ref _count);
        _bySource.Remove(SourceOf(slot.Key), slot);
        _byDestination.Remove(DestinationOf(slot.Key), slot);
    }

    /// <summary>The edges that share an end with this one and had a window no older than the one before.</summary>
    public List<SiblingEdge> SiblingsOf(EdgeSlot edge, long window)
    {
        List<SiblingEdge> siblings = [];
        Gather(_bySource.Of(SourceOf(edge.Key)), SiblingRelation.SameSource, edge, window, siblings);
        Gather(_byDestination.Of(DestinationOf(edge.Key)), SiblingRelation.SameDestination, edge, window, siblings);
        return siblings;
    }

    private static void Gather(
        ImmutableArray<EdgeSlot> candidates, SiblingRelation relation, EdgeSlot edge, long window, List<SiblingEdge> siblings)
    {
        var room = MaxSiblings;
        foreach (var candidate in candidates)
        {
            if (room > 0 && candidate != edge && candidate.Summary is { } summary && Math.Abs(summary.Window - window) <= 1)
            {
                room--;
                siblings.Add(new(candidate.Key, relation, summary.Window, CauseOf(summary), summary.Shifts));
            }
        }
    }

    private static Cause CauseOf(EdgeSummary summary) => new(summary.Class, summary.Cause);

    private static (string Cluster, string Namespace, string Name) SourceOf(EdgeKey key) =>
        (key.Cluster, key.SourceNamespace, key.SourceName);

    private static (string Cluster, string Namespace, string Name, int Port) DestinationOf(EdgeKey key) =>
        (key.Cluster, key.DestinationNamespace, key.DestinationName, key.Port);
}
