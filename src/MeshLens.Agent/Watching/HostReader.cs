using MeshLens.Agent.Aggregation;
using MeshLens.Agent.Listeners;
using MeshLens.Agent.Options;
using MeshLens.Agent.Pressure;
using MeshLens.Agent.Processes;
using MeshLens.Protocol.Addresses;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Watching;

/// <summary>What surrounds the connections: pressure on the processes that have any, and the listening sockets.</summary>
internal sealed class HostReader
{
    private const int MostThreads = 4_000;

    private readonly ProcessDirectory _processes;
    private readonly FlowTable _flows;
    private readonly PressureSampler _pressure;
    private readonly ListenerFilter _filter;
    private readonly ListenerReader _listeners;
    private readonly ListenerTracker _tracker = new();
    private readonly SocketOwners _owners;
    private readonly List<ProcessIdentity> _watched = [];

    public HostReader(WatchParts parts, WatchFilter filter, FlowTable flows, TimeProvider time)
    {
        (_processes, _flows) = (parts.Processes, flows);
        var mounts = CgroupMounts.Read(parts.Files);
        _pressure = new(parts.Files, time, mounts, MostThreads);
        _filter = new(filter, parts.Files, mounts);
        _listeners = new(parts.Files, parts.Namespaces, _filter);
        _owners = new(parts.Files, time);
    }

    /// <inheritdoc cref="ListenerTracker.Shed"/>
    public ulong ShedListeners => (ulong)_tracker.Shed;

    /// <inheritdoc cref="PressureSampler.Shed"/>
    public ulong ShedPressures => (ulong)_pressure.Shed;

    /// <summary>Looks at the listening sockets of a namespace that could not be entered.</summary>
    public ulong ListenersFromOutside { get; private set; }

    public void AddPressures(Batch batch)
    {
        _watched.Clear();
        foreach (var process in _flows.ProcessIds)
        {
            _watched.Add(_processes.Find(process));
        }

        foreach (var sample in _pressure.Look(_watched))
        {
            batch.Pressures.Add(ToWire(sample));
        }
    }

    /// <param name="batch">Receives the listeners.</param>
    /// <param name="all">Whether also those are told of which nothing is new.</param>
    public void AddListeners(Batch batch, bool all)
    {
        _tracker.Look(_listeners.Read());
        ListenersFromOutside += (ulong)_listeners.ReadFromOutside;
        foreach (var place in _tracker.Report().Where(report => all || report.Drops > 0 || report.PeakBacklog > 0).GroupBy(report => report.Socket.NamespaceInode))
        {
            var owners = _owners.Find(place.Key, [.. place.Select(report => report.Socket.Inode)]);
            foreach (var report in place)
            {
                var owner = owners.TryGetValue(report.Socket.Inode, out var id) ? _processes.Find(id) : null;
                if (_filter.Admits(report.Socket, owner, _flows.HasProcess(id)))
                {
                    batch.Listeners.Add(ToWire(report, owner));
                }
            }
        }
    }

    private static ProcessPressure ToWire(PressureSample sample) => new()
    {
        Process = FlowDescriber.ToWire(sample.Process, default),
        IntervalNs = (ulong)sample.Interval.TotalNanoseconds,
        RunQueueNs = sample.RunQueueNs,
        CpuNs = sample.CpuNs,
        ThrottledPeriods = (uint)Math.Min(sample.Throttling.Periods, uint.MaxValue),
        ThrottledNs = sample.Throttling.ThrottledNs,
        CpuPressure = sample.Stalls.Cpu,
        MemoryPressure = sample.Stalls.Memory,
        IoPressure = sample.Stalls.Io,
    };

    private static Listener ToWire(ListenerReport report, ProcessIdentity? owner) => new()
    {
        Address = WireAddress.Write(report.Socket.Address),
        Port = report.Socket.Port,
        NetworkNamespace = report.Socket.NamespaceCookie,
        Inode = report.Socket.Inode,
        Process = owner is null ? null : FlowDescriber.ToWire(owner, default),
        Drops = report.Drops,
        Backlog = report.PeakBacklog,
        BacklogLimit = report.Socket.BacklogLimit ?? 0,
    };
}
