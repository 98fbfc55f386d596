using System.Threading.Channels;

namespace MeshLens.Grains.Catalog;

/// <summary>What one watcher has not been told yet: of each edge the newest change, and how many it missed.</summary>
internal sealed class ChangeQueue(EdgeQuery filter)
{
    /// <summary>Edges that may wait; changes of further ones are dropped and counted.</summary>
    public const int Capacity = 2000;

    private readonly Lock _lock = new();
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Dictionary<string, EdgeChange> _waiting = new(StringComparer.Ordinal);
    private long _missed;

    public void Add(List<EdgeChange> changes)
    {
        lock (_lock)
        {
            changes.ForEach(Add);
        }

        _signal.Writer.TryWrite(true);
    }

    /// <summary>Waits until there is something to tell.</summary>
    public async ValueTask<EdgeChanges> Take(CancellationToken cancellation)
    {
        while (true)
        {
            await _signal.Reader.ReadAsync(cancellation);
            lock (_lock)
            {
                if (_waiting.Count > 0)
                {
                    var taken = new EdgeChanges([.. _waiting.Values], _missed);
                    (_waiting, _missed) = (new(StringComparer.Ordinal), 0);
                    return taken;
                }
            }
        }
    }

    private void Add(EdgeChange change)
    {
        var overtaken = _waiting.TryGetValue(change.Edge.Id, out var before);

        // An edge that leaves what the watcher asked for is news as well, once.
        if (!overtaken && !filter.AdmitsBesidesClass(change.Edge) && !change.Removed)
        {
            return;
        }

        if (!overtaken && !filter.Admits(change.Edge) && !change.VerdictChanged)
        {
            return;
        }

        if (!overtaken && _waiting.Count >= Capacity)
        {
            _missed++;
            return;
        }

        _missed += overtaken ? 1 : 0;
        _waiting[change.Edge.Id] = change with { VerdictChanged = change.VerdictChanged || before?.VerdictChanged == true };
    }
}
