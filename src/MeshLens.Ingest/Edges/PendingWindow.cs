using System.Runtime.InteropServices;
using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;
using MeshLens.Core.Windows;
using MeshLens.Ingest.Intake;
using MeshLens.Protocol.Columns;

namespace MeshLens.Ingest.Edges;

/// <summary>What one window of one vantage gained since the last flush. Guarded by the edge it belongs to.</summary>
internal sealed class PendingWindow(long window, Vantage vantage)
{
    private const int ListenerLimit = 64;
    private const int NameServerLimit = 16;

    private readonly List<SignalDelta> _signals = [];
    private readonly List<CounterDelta> _counters = [];
    private readonly WorstConnections _exemplars = new();
    private readonly SeenNodes _nodes = new();
    private List<ListenerState>? _listeners;
    private List<NameServerDelta>? _nameServers;
    private HostPressure? _pressure;
    private LossNote _losses;
    private uint _ageMs = uint.MaxValue;
    private bool _partial;

    public long Window => window;

    public Vantage Vantage => vantage;

    /// <summary>Handed over: nothing may be added any more.</summary>
    public bool IsSealed { get; private set; }

    /// <summary>Rows of histograms and counters in it.</summary>
    public int Rows { get; private set; }

    /// <summary>A row of a batch is about to be added.</summary>
    /// <param name="stamp">When the batch was measured.</param>
    /// <param name="counts">False when another edge counts this row: it is added to several.</param>
    public void Touch(in BatchStamp stamp, bool counts)
    {
        _ageMs = Math.Min(_ageMs, stamp.AgeMs);
        _partial |= stamp.IsPartial;
        Rows += counts ? 1 : 0;
        _nodes.Note(stamp.Node, stamp.Zone);
    }

    public void Add(in HistogramRow row) => HistogramOf(row.Signal).Add(row.BucketIndex, row.BucketValue, row.SumNs, row.MaxNs);

    public void Add(in CounterRow row)
    {
        ref var counter = ref CounterOf(row.Counter);
        counter = new(row.Counter, counter.Value > ulong.MaxValue - row.Value ? ulong.MaxValue : counter.Value + row.Value);
    }

    /// <summary>Keeps the worst; one that had to go is counted as shed.</summary>
    public void Add(ConnectionExemplar exemplar)
    {
        if (!_exemplars.Add(exemplar))
        {
            AddLosses(new(0, 0, 0, 0, 1));
        }
    }

    public void Add(ListenerState listener)
    {
        _listeners ??= [];
        var known = _listeners.FindIndex(other => other.Inode == listener.Inode && other.Endpoint == listener.Endpoint);
        if (known >= 0)
        {
            _listeners[known] = listener with
            {
                Drops = _listeners[known].Drops + listener.Drops,
                Backlog = Math.Max(_listeners[known].Backlog, listener.Backlog),
            };
        }
        else if (_listeners.Count < ListenerLimit)
        {
            _listeners.Add(listener);
        }
        else
        {
            AddLosses(new(0, 0, 0, 1, 0));
        }
    }

    public void Add(NameServerDelta server)
    {
        _nameServers ??= [];
        var known = _nameServers.FindIndex(other => other.Address == server.Address);
        if (known >= 0)
        {
            var sum = _nameServers[known];
            sum.Answered.Merge(server.Answered);
            _nameServers[known] = sum with
            {
                Unanswered = sum.Unanswered + server.Unanswered,
                ServerFailures = sum.ServerFailures + server.ServerFailures,
                NameErrors = sum.NameErrors + server.NameErrors,
            };
        }
        else if (_nameServers.Count < NameServerLimit)
        {
            // Its histogram is merged into later, and other edges of the same caller hold the same report.
            _nameServers.Add(server with { Answered = server.Answered.Copy() });
        }
        else
        {
            AddLosses(new(0, 0, 0, 1, 0));
        }
    }

    public void Add(HostPressure pressure) => _pressure = _pressure is not { } sum ? pressure : new()
    {
        IntervalNs = sum.IntervalNs + pressure.IntervalNs,
        RunQueueNs = sum.RunQueueNs + pressure.RunQueueNs,
        CpuNs = sum.CpuNs + pressure.CpuNs,
        ThrottledPeriods = sum.ThrottledPeriods + pressure.ThrottledPeriods,
        ThrottledNs = sum.ThrottledNs + pressure.ThrottledNs,
        CpuPressure = Math.Max(sum.CpuPressure, pressure.CpuPressure),
        MemoryPressure = Math.Max(sum.MemoryPressure, pressure.MemoryPressure),
        IoPressure = Math.Max(sum.IoPressure, pressure.IoPressure),
    };

    public void AddLosses(LossNote losses) => _losses += losses;

    public void MarkPartial() => _partial = true;

    public WindowDelta Seal()
    {
        IsSealed = true;
        return new()
        {
            Window = window,
            Leg = vantage.Leg,
            End = vantage.End,
            Endpoint = vantage.Endpoint,
            Shared = vantage.Shared,
            Signals = _signals,
            Counters = _counters,
            Exemplars = _exemplars.All,
            Pressure = _pressure,
            Listeners = _listeners,
            NameServers = _nameServers,
            Losses = _losses,
            AgeMs = _ageMs == uint.MaxValue ? 0 : _ageMs,
            Partial = _partial,
            Nodes = _nodes.Names,
            Zones = _nodes.Zones,
        };
    }

    private ExponentialHistogram HistogramOf(Signal signal)
    {
        foreach (var known in CollectionsMarshal.AsSpan(_signals))
        {
            if (known.Signal == signal)
            {
                return known.Histogram;
            }
        }

        var histogram = new ExponentialHistogram();
        _signals.Add(new(signal, histogram));
        return histogram;
    }

    private ref CounterDelta CounterOf(Counter counter)
    {
        var counters = CollectionsMarshal.AsSpan(_counters);
        for (var i = 0; i < counters.Length; i++)
        {
            if (counters[i].Counter == counter)
            {
                return ref counters[i];
            }
        }

        _counters.Add(new(counter, 0));
        return ref CollectionsMarshal.AsSpan(_counters)[^1];
    }
}
