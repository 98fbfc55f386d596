namespace MeshLens.Core.Windows;

/// <summary>The listeners of a window: drops add up, queues keep their longest.</summary>
internal sealed class ListenerSums
{
    /// <summary>Sockets kept apart; further ones are not kept, as the drops of one replica's port say enough.</summary>
    public const int Max = 64;

    private readonly List<ListenerState> _sums = [];

    public IReadOnlyList<ListenerState> All => _sums;

    /// <summary>Adds one; false when it is not kept.</summary>
    public bool Add(ListenerState gained)
    {
        var position = _sums.FindIndex(known => known.Inode == gained.Inode && known.Endpoint == gained.Endpoint);
        if (position >= 0)
        {
            var known = _sums[position];
            _sums[position] = known with
            {
                Drops = Saturating.Add(known.Drops, gained.Drops),
                Backlog = Math.Max(known.Backlog, gained.Backlog),
                BacklogLimit = Math.Max(known.BacklogLimit, gained.BacklogLimit),
            };
        }
        else if (_sums.Count >= Max)
        {
            return false;
        }
        else
        {
            _sums.Add(gained);
        }

        return true;
    }
}
