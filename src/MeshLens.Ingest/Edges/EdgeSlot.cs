using MeshLens.Core.Edges;
using MeshLens.Core.Windows;
using MeshLens.Ingest.Intake;
using MeshLens.Protocol.Columns;

namespace MeshLens.Ingest.Edges;

/// <summary>One edge between two flushes: what it gained, by window and vantage. Safe for concurrent streams.</summary>
/// <remarks>
/// An edge that is being flushed goes on gathering, so a slow receiver makes its deltas larger and not more: that is the
/// whole back-pressure. What bounds it is the number of pending windows, all edges together.
/// </remarks>
internal sealed partial class EdgeSlot(EdgeKey key, Party source, Party destination, EdgeTable table)
{
    private readonly Lock _gate = new();
    private List<PendingWindow> _pending = [];
    private LossNote _unreported;
    private int _users;
    private bool _isQueued;

    public EdgeKey Key => key;

    public Party Source => source;

    public Party Destination => destination;

    /// <summary>Where its deltas go: kept by the sink, so that it looks each edge up once.</summary>
    public object? Receiver { get; set; }

    /// <summary>Flows that point here. Without any, the edge is forgotten after a while.</summary>
    public int Users => Volatile.Read(ref _users);

    /// <summary>When the last flow left, in time stamps of the table's clock.</summary>
    public long IdleSince { get; private set; }

    public void Join() => Interlocked.Increment(ref _users);

    public void Leave(long now)
    {
        IdleSince = now;
        Interlocked.Decrement(ref _users);
    }

    /// <summary>Adds a row; false when there is no room for another pending window and the row was shed.</summary>
    public bool Add(FlowTarget target, in BatchStamp stamp, in HistogramRow row)
    {
        lock (_gate)
        {
            var pending = PendingFor(target, stamp);
            pending?.Add(row);
            return pending is not null;
        }
    }

    /// <inheritdoc cref="Add(FlowTarget, in BatchStamp, in HistogramRow)"/>
    public bool Add(FlowTarget target, in BatchStamp stamp, in CounterRow row)
    {
        lock (_gate)
        {
            var pending = PendingFor(target, stamp);
            pending?.Add(row);
            return pending is not null;
        }
    }

    /// <summary>Adds something rarer than rows. Without room for another pending window it is counted, and the next delta says so.</summary>
    public void Update(Vantage vantage, long window, Action<PendingWindow> update)
    {
        lock (_gate)
        {
            if (Find(vantage, window) is { } pending)
            {
                update(pending);
            }
            else
            {
                NoteShed(1);
                table.Omit();
            }
        }
    }

    /// <summary>Takes what was gathered, or null when there is nothing. <see cref="Done"/> must follow.</summary>
    public EdgeDelta? Take(out int rows)
    {
        rows = 0;
        lock (_gate)
        {
            var (hops, metrics) = (_hops, _metrics);
            if (_pending.Count == 0 && hops is null && metrics is null)
            {
                return null;
            }

            if (_pending.Count > 0)
            {
                _pending[0].AddLosses(_unreported);
                _unreported = default;
            }

            var windows = new List<WindowDelta>(_pending.Count);
            foreach (var pending in _pending)
            {
                rows += pending.Rows;
                windows.Add(pending.Seal());
            }

            table.ReleaseWindows(_pending.Count + (hops?.Count ?? 0) + (metrics?.Count ?? 0));
            _pending = [];
            (_hops, _metrics) = (null, null);
            return new()
            {
                Edge = key,
                Source = source,
                Destination = destination,
                Windows = windows,
                Hops = hops?.ConvertAll(hop => hop.Seal()),
                Metrics = metrics,
            };
        }
    }

    /// <summary>What was taken has arrived or is lost: the edge may be queued again.</summary>
    /// <param name="lost">Rows that did not arrive: the next delta says so.</param>
    public void Done(int lost)
    {
        lock (_gate)
        {
            NoteShed(lost);
            _isQueued = false;
            if (_pending.Count > 0 || _hops is not null || _metrics is not null)
            {
                Queue();
            }
        }
    }

    private void NoteShed(int rows) => _unreported += new LossNote(0, 0, 0, (ulong)rows, 0);

    private PendingWindow? PendingFor(FlowTarget target, in BatchStamp stamp)
    {
        if (target.Pending is not { IsSealed: false } pending || pending.Window != stamp.Window)
        {
            target.Pending = pending = Find(target.Vantage, stamp.Window);
        }

        if (pending is null)
        {
            NoteShed(1);
        }
        else
        {
            pending.Touch(stamp, target.IsFirst);
        }

        return pending;
    }

    private PendingWindow? Find(Vantage vantage, long window)
    {
        foreach (var known in _pending)
        {
            if (known.Window == window && known.Vantage == vantage)
            {
                return known;
            }
        }

        if (!table.TryReserveWindow())
        {
            return null;
        }

        var pending = new PendingWindow(window, vantage);
        _pending.Add(pending);
        Queue();
        return pending;
    }

    private void Queue()
    {
        if (!_isQueued)
        {
            _isQueued = true;
            table.Enqueue(this);
        }
    }
}
