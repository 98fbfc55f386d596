namespace MeshLens.Agent.Exemplars;

/// <summary>
/// The worst few connections of each flow in one interval. Every flow that offers any gets a block of slots of equal size, so a
/// busy flow cannot crowd out a quiet one. When no block is left, remarkable connections are counted, not told.
/// </summary>
internal sealed class WorstConnections(int perFlow, int capacity)
{
    private readonly Exemplar[] _slots = new Exemplar[perFlow == 0 ? 0 : capacity / perFlow * perFlow];
    private readonly Dictionary<uint, Block> _blocks = [];
    private int _used;

    /// <summary>Remarkable offers that found no room since <see cref="Clear"/>.</summary>
    public int Shed { get; private set; }

    /// <param name="candidate">A connection.</param>
    /// <param name="remarkableNs">From which duration on it is missed when there is no room.</param>
    public void Offer(in Exemplar candidate, ulong remarkableNs)
    {
        if (perFlow == 0)
        {
            return;
        }

        if (!_blocks.TryGetValue(candidate.Flow, out var block))
        {
            if (_used == _slots.Length)
            {
                Shed += candidate.Retransmits + candidate.SynRetransmits > 0 || candidate.Badness >= remarkableNs ? 1 : 0;
                return;
            }

            block = new(_used, 0);
            _used += perFlow;
        }

        _blocks[candidate.Flow] = block with { Count = Place(_slots.AsSpan(block.Start, perFlow), block.Count, candidate) };
    }

    /// <summary>Visits what was kept, flow by flow.</summary>
    public void ForEach(Action<Exemplar> visit)
    {
        foreach (var (start, count) in _blocks.Values)
        {
            for (var slot = start; slot < start + count; slot++)
            {
                visit(_slots[slot]);
            }
        }
    }

    public void Clear()
    {
        _blocks.Clear();
        _used = 0;
        Shed = 0;
    }

    private static int Place(Span<Exemplar> slots, int count, in Exemplar candidate)
    {
        var least = 0;
        for (var slot = 0; slot < count; slot++)
        {
            if (IsSame(slots[slot], candidate))
            {
                slots[slot].Merge(candidate);
                return count;
            }

            least = slots[slot].Badness < slots[least].Badness ? slot : least;
        }

        if (count < slots.Length)
        {
            slots[count] = candidate;
            return count + 1;
        }

        if (candidate.Badness > slots[least].Badness)
        {
            slots[least] = candidate;
        }

        return count;
    }

    private static bool IsSame(in Exemplar left, in Exemplar right) =>
        left.Id.ClientIsn == right.Id.ClientIsn && left.Id.ServerIsn == right.Id.ServerIsn && left.LocalPort == right.LocalPort;

    private readonly record struct Block(int Start, int Count);
}
