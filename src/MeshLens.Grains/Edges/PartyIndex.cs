using System.Collections.Immutable;

namespace MeshLens.Grains.Edges;

/// <summary>The edges that share one end. Reading takes no lock and never waits.</summary>
internal sealed class PartyIndex<TKey> where TKey : notnull
{
    /// <summary>Edges kept per party: enough to see whether they move together.</summary>
    private const int MaxPerParty = 64;

    private readonly Lock _writing = new();
    private ImmutableDictionary<TKey, ImmutableArray<EdgeSlot>> _edges = ImmutableDictionary<TKey, ImmutableArray<EdgeSlot>>.Empty;

    public ImmutableArray<EdgeSlot> Of(TKey party) =>
        Volatile.Read(ref _edges).TryGetValue(party, out var edges) ? edges : [];

    public void Add(TKey party, EdgeSlot edge)
    {
        lock (_writing)
        {
            var edges = Of(party);
            if (edges.Length < MaxPerParty)
            {
                Volatile.Write(ref _edges, _edges.SetItem(party, edges.Add(edge)));
            }
        }
    }

    public void Remove(TKey party, EdgeSlot edge)
    {
        lock (_writing)
        {
            var left = Of(party).Remove(edge);
            Volatile.Write(ref _edges, left.IsEmpty ? _edges.Remove(party) : _edges.SetItem(party, left));
        }
    }
}
