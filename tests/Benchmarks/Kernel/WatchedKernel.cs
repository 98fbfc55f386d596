using System.Runtime.InteropServices;
using LibBpfSharp;
using MeshLens.Agent.Host;
using MeshLens.Agent.Kernel;
using MeshLens.Agent.Loading;
using MeshLens.Agent.Namespaces;
using MeshLens.Agent.Options;
using LabNamespace = MeshLens.Lab.Namespaces.NetworkNamespace;

namespace Benchmarks.Kernel;

/// <summary>The connection programs as the agent loads them by default, watching a few namespaces, and what they tell.</summary>
internal sealed class WatchedKernel : IDisposable
{
    private const int Flows = 16_384;
    private const int RingBytes = 8 << 20;

    private readonly NetworkNamespaces _namespaces;
    private readonly KernelSession _session;
    private readonly RingBuffer _ring;
    private readonly Dictionary<uint, Role> _flows = [];
    private readonly Action<ConnectionEvent> _told;
    private readonly Action<TurnEvent> _turned;
    private readonly List<IDisposable> _reattached = [];

    private WatchedKernel(IEnumerable<LabNamespace> inside, Settings settings, Action<ConnectionEvent> told, Action<TurnEvent> turned)
    {
        var files = new HostFiles();
        (_told, _turned) = (told, turned);
        _namespaces = new NetworkNamespaces(files);
        _session = KernelSession.Open(SetupFor(inside, settings), files, _namespaces);
        _ring = new RingBuffer(Programs.Maps["events"], Take);
    }

    public ConnectionPrograms Programs => _session.Programs ?? throw new InvalidOperationException(_session.Plan.Blocker?.Reason);

    /// <param name="inside">The only namespace that is watched.</param>
    /// <param name="settings">What the programs are told to begin with.</param>
    /// <param name="told">Receives each event of a connection, when <see cref="Collect"/> is called.</param>
    public static WatchedKernel Load(LabNamespace inside, Settings settings, Action<ConnectionEvent>? told = null) =>
        new([inside], settings, told ?? (_ => { }), _ => { });

    /// <summary>The same for several namespaces and slow turns, which <see cref="Collect"/> hands over.</summary>
    public static WatchedKernel Load(IEnumerable<LabNamespace> inside, Settings settings, Action<TurnEvent> turned) =>
        new(inside, settings, _ => { }, turned);

    /// <summary>Detaches every program; what is loaded stays.</summary>
    public void Pause()
    {
        Programs.Detach();
        _reattached.ForEach(link => link.Dispose());
        _reattached.Clear();
    }

    /// <summary>Attaches again after <see cref="Pause"/>, so that connections opened from now on are watched.</summary>
    public void Resume() => _reattached.AddRange(Programs.Loaded
        .Where(program => !program.Section.StartsWith("iter/", StringComparison.Ordinal))
        .Select(program => program.Attach()));

    /// <summary>Takes what the ring holds.</summary>
    public void Collect() => _ring.Consume();

    /// <summary>A counter over all flows of one role since the load.</summary>
    public ulong Sum(Role role, Func<Counters, ulong> counter)
    {
        Collect();
        return Sum("counters_0", role, counter) + Sum("counters_1", role, counter);
    }

    /// <summary>Everything that was not recorded, whatever the reason.</summary>
    public ulong Lost()
    {
        var totals = Programs.Maps["lost"].PerCpuView<uint, ulong>();
        var values = new ulong[LibBpf.PossibleCpus];
        ulong lost = 0;
        foreach (var reason in Enum.GetValues<Lost>().Where(reason => totals.TryLookup((uint)reason, values)))
        {
            lost += values.Aggregate(0UL, (sum, value) => sum + value);
        }

        return lost;
    }

    public void Dispose()
    {
        _reattached.ForEach(link => link.Dispose());
        _ring.Dispose();
        _session.Dispose();
        _namespaces.Dispose();
    }

    private static KernelSetup SetupFor(IEnumerable<LabNamespace> inside, Settings settings) => new()
    {
        Flows = Flows,
        RingBytes = RingBytes,
        Watch = new WatchFilter { NetworkNamespaces = [.. inside.Select(one => one.Path)] },
        Settings = settings,
        Asks = _ => true,
    };

    private ulong Sum(string map, Role role, Func<Counters, ulong> counter)
    {
        ulong sum = 0;
        var batch = Programs.Maps[map].View<uint, Counters>().CreateBatch(256);
        for (batch.Restart(); batch.ReadNext();)
        {
            for (var i = 0; i < batch.Count; i++)
            {
                sum += _flows.GetValueOrDefault(batch.Keys[i]) == role ? counter(batch.Values[i]) : 0;
            }
        }

        return sum;
    }

    private void Take(ReadOnlySpan<byte> record)
    {
        switch (MemoryMarshal.AsRef<EventHeader>(record).Type)
        {
            case EventType.Flow:
                ref readonly var flow = ref MemoryMarshal.AsRef<FlowEvent>(record);
                _flows[flow.Event.Flow] = flow.Key.Role;
                break;
            case EventType.Turn:
                _turned(MemoryMarshal.AsRef<TurnEvent>(record));
                break;
            default:
                _told(MemoryMarshal.AsRef<ConnectionEvent>(record));
                break;
        }
    }
}
