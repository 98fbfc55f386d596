using MeshLens.Core.Telemetry;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.NodeProxy;

/// <summary>What was logged since the last batch, summed up by caller and destination. Bounded. The reader of logs fills it, the kernel thread empties it.</summary>
internal sealed class HopBook
{
    /// <summary>Pairs kept apart in an interval.</summary>
    public const int MostRows = 4096;

    private readonly Lock _gate = new();
    private Dictionary<HopRowKey, HopRow> _rows = [];
    private ulong _shed;

    /// <summary>Records that found no room, since the start.</summary>
    public ulong Shed => Volatile.Read(ref _shed);

    /// <summary>Adds a record of a connection that ended.</summary>
    public void Add(AccessRecord record)
    {
        var key = HopRowKey.Of(record);
        lock (_gate)
        {
            if (!_rows.TryGetValue(key, out var row))
            {
                if (_rows.Count >= MostRows)
                {
                    _shed++;
                    return;
                }

                _rows[key] = row = new(key);
            }

            row.Add(record);
        }
    }

    public void MoveTo(Batch batch)
    {
        Dictionary<HopRowKey, HopRow> taken;
        lock (_gate)
        {
            if (_rows.Count == 0)
            {
                return;
            }

            (taken, _rows) = (_rows, []);
        }

        foreach (var row in taken.Values)
        {
            batch.Hops.Add(row.ToWire());
        }
    }
}
