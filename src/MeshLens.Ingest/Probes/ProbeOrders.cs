using System.Collections.Concurrent;
using System.Threading.Channels;
using MeshLens.Protocol.V1;

namespace MeshLens.Ingest.Probes;

/// <summary>Orders that agents carry out, until their last result came. An answer finds its question by the order's id and its node.</summary>
internal sealed class ProbeOrders
{
    private readonly ConcurrentDictionary<ulong, (string Node, ChannelWriter<(ulong Order, ProbeResult Result)> Results)> _open = new();
    private long _last;

    public ulong Open(string node, ChannelWriter<(ulong Order, ProbeResult Result)> results)
    {
        var id = (ulong)Interlocked.Increment(ref _last);
        _open[id] = (node, results);
        return id;
    }

    public void Take(string node, ProbeResult result)
    {
        // An agent answers for itself alone.
        if (_open.TryGetValue(result.Order, out var order) && order.Node == node)
        {
            order.Results.TryWrite((result.Order, result));
        }
    }

    public void Close(ulong id) => _open.TryRemove(id, out _);
}
