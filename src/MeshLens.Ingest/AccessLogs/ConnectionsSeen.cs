using MeshLens.Core.Telemetry;

namespace MeshLens.Ingest.AccessLogs;

/// <summary>Upstream connections whose set-up was counted: proxies tell it again with every request on them.</summary>
/// <remarks>
/// A fixed number of them is remembered, in two generations: the younger one, when full, becomes the older one, whose
/// connections move over when they are heard of again. One that was silent while as many others came is counted once more.
/// Safe for several workers.
/// </remarks>
internal sealed class ConnectionsSeen(int capacity = ConnectionsSeen.Capacity)
{
    private const int Capacity = 131_072;

    private readonly Lock _gate = new();
    private HashSet<ulong> _young = [];
    private HashSet<ulong> _old = [];

    /// <summary>How many are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _young.Count + _old.Count;
            }
        }
    }

    /// <summary>Leaves the set-up in the first record of a connection and takes it out of all others, and where nobody can tell.</summary>
    public void KeepFirst(AccessRecord record, AccessLogSender sender)
    {
        if (record.Connection is { } times && (times.ConnectNs ?? times.TlsNs) is not null && !(Identify(record, sender) is { } connection && IsFirst(connection)))
        {
            record.Connection = times with { ConnectNs = null, TlsNs = null };
        }
    }

    private bool IsFirst(ulong connection)
    {
        lock (_gate)
        {
            if (_young.Contains(connection))
            {
                return false;
            }

            if (_young.Count >= capacity / 2)
            {
                (_old, _young) = (_young, _old);
                _young.Clear();
            }

            _young.Add(connection);
            return !_old.Remove(connection);
        }
    }

    // The proxy's own socket tells, and its count: a port is used again, and inside of a proxy there are no ports.
    private static ulong? Identify(AccessRecord record, AccessLogSender sender)
    {
        var proxy = sender.Node?.Pod ?? sender.Self?.Pod ?? "";
        return record.UpstreamLocal is { IsKnown: true, Port: > 0 } || (record.ConnectionId > 0 && proxy.Length > 0)
            ? ((ulong)(uint)HashCode.Combine(proxy, record.UpstreamLocal, record.ConnectionId) << 32)
                | (uint)HashCode.Combine(record.UpstreamRemote, record.ConnectionId, record.UpstreamLocal.Port)
            : null;
    }
}
