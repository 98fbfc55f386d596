using MeshLens.Agent.Aggregation;
using MeshLens.Agent.Host;
using MeshLens.Agent.Listeners;
using MeshLens.Agent.Namespaces;
using MeshLens.Agent.Pressure;
using MeshLens.Agent.Processes;
using MeshLens.Protocol.Addresses;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Watching;

/// <summary>What surrounds the connections: pressure on the processes that have any, and the listening sockets.</summary>
internal sealed class HostReader(IHostFiles files, NetworkNamespaces namespaces, ProcessDirectory processes, FlowTable flows, TimeProvider time)
{
    private const int MostThreads = 4_000;

    private readonly PressureSampler _pressure = new(files, time, CgroupMounts.Read(files), MostThreads);
    private readonly ListenerReader _listeners = new(files, namespaces);
    private readonly ListenerTracker _tracker = new();
    private readonly SocketOwners _owners = new(files, time);
    private readonly List<ProcessIdentity> _watched = [];

    /// <inheritdoc cref="ListenerTracker.Shed"/>
    public ulong ShedListeners => (ulong)_tracker.Shed;

    /// <inheritdoc cref="PressureSampler.Shed"/>
    public ulong ShedPressures => (ulong)_pressure.Shed;

    /// <summary>Looks at the listening sockets of a namespace that could not be entered.</summary>
    public ulong ListenersFromOutside { get; private set; }

    public void AddPressures(Batch batch)
    {
        _watched.Clear();
        foreach (var process in flows.ProcessIds)
        {
            _watched.Add(processes.Find(process));
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
                batch.Listeners.Add(ToWire(report, owners.TryGetValue(report.Socket.Inode, out var owner) ? owner : 0));
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

    private Listener ToWire(ListenerReport report, int owner) => new()
    {
        Address = WireAddress.Write(report.Socket.Address),
        Port = report.Socket.Port,
        NetworkNamespace = report.Socket.NamespaceCookie,
        Inode = report.Socket.Inode,
        Process = owner == 0 ? null : FlowDescriber.ToWire(processes.Find(owner), default),
        Drops = report.Drops,
        Backlog = report.PeakBacklog,
        BacklogLimit = report.Socket.BacklogLimit ?? 0,
    };
}
