namespace MeshLens.Agent.Listeners;

/// <summary>
/// Makes differences of the totals that the kernel keeps per listening socket. What a socket dropped before the agent looked for
/// the first time is not told; a socket that appears later counts from its start. Not thread-safe.
/// </summary>
internal sealed class ListenerTracker(int capacity = 16_384)
{
    private readonly Dictionary<(ulong Namespace, ulong Socket), State> _known = [];
    private bool _looked;

    /// <summary>Sockets that were not followed because there are too many.</summary>
    public long Shed { get; private set; }

    /// <summary>Takes in one look at all sockets. Those that are gone since are forgotten after the next report.</summary>
    public void Look(IReadOnlyCollection<ListeningSocket> sockets)
    {
        foreach (var state in _known.Values)
        {
            state.Seen = false;
        }

        foreach (var socket in sockets)
        {
            Look(socket);
        }

        _looked = true;
    }

    /// <summary>One report per socket; then counting begins anew.</summary>
    public IReadOnlyList<ListenerReport> Report()
    {
        var reports = new List<ListenerReport>(_known.Count);
        foreach (var (key, state) in _known)
        {
            reports.Add(new ListenerReport(state.Socket, state.Drops, state.PeakBacklog));
            state.Drops = 0;
            state.PeakBacklog = state.Socket.Backlog;
            if (!state.Seen)
            {
                _known.Remove(key);
            }
        }

        return reports;
    }

    private void Look(ListeningSocket socket)
    {
        var key = (socket.NamespaceInode, socket.Cookie != 0 ? socket.Cookie : socket.Inode);
        if (!_known.TryGetValue(key, out var state))
        {
            if (_known.Count >= capacity)
            {
                Shed++;
                return;
            }

            state = new State(_looked ? socket with { Drops = 0 } : socket);
            _known.Add(key, state);
        }

        state.Drops += Growth(state.Socket.Drops, socket.Drops);
        state.PeakBacklog = Math.Max(state.PeakBacklog, socket.Backlog);
        state.Socket = socket;
        state.Seen = true;
    }

    private static uint Growth(uint? before, uint? now) => before is { } from && now is { } to ? unchecked(to - from) : 0;

    private sealed class State(ListeningSocket socket)
    {
        public ListeningSocket Socket { get; set; } = socket;

        public ulong Drops { get; set; }

        public uint PeakBacklog { get; set; }

        public bool Seen { get; set; }
    }
}
