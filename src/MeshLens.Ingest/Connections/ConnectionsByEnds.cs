using System.Runtime.InteropServices;
using MeshLens.Grains.Connections;

namespace MeshLens.Ingest.Connections;

/// <summary>Connections by the addresses and ports of their ends. Ports are used again: the time tells which of several is meant.</summary>
/// <remarks>Guarded by the index. Of those with the same ends the last few are kept.</remarks>
internal sealed class ConnectionsByEnds
{
    private const int MostOlder = 4;

    // Clocks of nodes differ a little, and so do the ages that agents tell from what is true when they arrive.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    private readonly Dictionary<ConnectionEnds, RecentConnection> _last = [];

    // Few ports are used again so soon, so that this is nearly empty.
    private readonly Dictionary<ConnectionEnds, List<RecentConnection>> _older = [];

    /// <summary>Adds one, unless it is known by these ends.</summary>
    public void Add(in ConnectionEnds ends, RecentConnection connection)
    {
        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(_last, ends, out var isKnown);
        if (isKnown && last != connection)
        {
            ref var older = ref CollectionsMarshal.GetValueRefOrAddDefault(_older, ends, out _);
            older ??= new(1);
            if (older.Contains(connection))
            {
                return; // Its end is often told when its port is used again already.
            }

            if (older.Count == MostOlder)
            {
                older.RemoveAt(0);
            }

            older.Add(last!);
        }

        last = connection;
    }

    public void Remove(in ConnectionEnds ends, RecentConnection connection)
    {
        var older = _older.GetValueOrDefault(ends);
        if (_last.GetValueOrDefault(ends) != connection)
        {
            older?.Remove(connection);
        }
        else if (older is null)
        {
            _last.Remove(ends);
        }
        else
        {
            _last[ends] = older[^1];
            older.RemoveAt(older.Count - 1);
        }

        if (older is { Count: 0 })
        {
            _older.Remove(ends);
        }
    }

    /// <summary>The last one that was open within a time, else the one that was open nearest to it; null when that is too far off.</summary>
    public RecentConnection? Find(in ConnectionEnds ends, DateTimeOffset from, DateTimeOffset until)
    {
        if (!_last.TryGetValue(ends, out var nearest))
        {
            return null;
        }

        var least = nearest.Apart(from, until);
        if (least > TimeSpan.Zero && _older.TryGetValue(ends, out var older))
        {
            for (var each = older.Count - 1; each >= 0; each--)
            {
                (nearest, least) = older[each].Apart(from, until) is var apart && apart < least ? (older[each], apart) : (nearest, least);
            }
        }

        return least <= Slack ? nearest : null;
    }
}
