using MeshLens.Core.Probes;

namespace MeshLens.Agent.Probing;

/// <summary>
/// When each peer is probed: once a period, the peers evenly over it, and nodes not in step with each other.
/// </summary>
/// <remarks>
/// Whole periods that were missed, because this process did not get to run, are counted and not made up for; and what is late is
/// still sent with a pause in between, so that there is never a burst.
/// </remarks>
internal sealed class ProbeSchedule(string node, long period)
{
    private readonly List<(PeerTally Peer, long Due)> _slots = [];
    private long _notBefore = long.MinValue;

    /// <summary>Probes that were left out since the start.</summary>
    public ulong Skipped { get; private set; }

    public int Count => _slots.Count;

    /// <summary>When the next probe is to be sent; null when there is nobody to probe.</summary>
    public long? Next
    {
        get
        {
            var next = long.MaxValue;
            foreach (var (_, due) in _slots)
            {
                next = Math.Min(next, due);
            }

            return _slots.Count == 0 ? null : Math.Max(next, _notBefore);
        }
    }

    public void Use(IReadOnlyList<PeerTally> peers, long now)
    {
        _slots.Clear();
        var offset = (long)(period * (Rendezvous.Weight(node, "") / (double)ulong.MaxValue));
        for (var i = 0; i < peers.Count; i++)
        {
            var phase = (offset + (period * i / peers.Count)) % period;
            _slots.Add((peers[i], now + ((phase - (now % period) + period) % period)));
        }
    }

    /// <summary>A peer whose time has come; null when there is none.</summary>
    public PeerTally? Take(long now)
    {
        var first = -1;
        for (var i = 0; i < _slots.Count; i++)
        {
            first = first < 0 || _slots[i].Due < _slots[first].Due ? i : first;
        }

        if (first < 0 || now < _slots[first].Due || now < _notBefore)
        {
            return null;
        }

        var (peer, due) = _slots[first];
        var missed = (now - due) / period;
        Skipped += (ulong)missed;
        _slots[first] = (peer, due + ((missed + 1) * period));
        _notBefore = now + (period / (4 * _slots.Count));
        return peer;
    }
}
