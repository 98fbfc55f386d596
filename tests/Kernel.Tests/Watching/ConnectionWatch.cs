using System.Runtime.InteropServices;
using LibBpfSharp;
using MeshLens.Agent.Kernel;
using MeshLens.Lab.Namespaces;

namespace Kernel.Tests;

/// <summary>
/// The connection programs on the real kernel, watching only the namespaces of one test. What the ring buffer holds is taken when a test
/// asks, as the agent does it on its timer.
/// </summary>
internal sealed class ConnectionWatch : IDisposable
{
    private readonly BpfObject _object;
    private readonly List<IDisposable> _attached = [];
    private readonly RingBuffer _ring;
    private readonly Generations _generations;
    private readonly BpfIterator? _walk;

    private ConnectionWatch(BpfObject loaded)
    {
        _object = loaded;
        _ring = new RingBuffer(loaded.Maps["events"], Take);
        _generations = new Generations(loaded);
        _walk = loaded.Programs["walk"].AutoLoad
            ? loaded.Programs["walk"].AttachIterator(BpfIteratorTarget.Map(loaded.Maps["owners"]))
            : null;
    }

    public List<FlowEvent> Flows { get; } = [];

    public List<ConnectionEvent> Connections { get; } = [];

    public List<TurnEvent> Turns { get; } = [];

    public BpfObject Object => _object;

    /// <summary>Loads, attaches and begins to watch.</summary>
    public static ConnectionWatch Start(IEnumerable<NetworkNamespace> namespaces, WatchShape? shape = null)
    {
        shape ??= new WatchShape();
        var bpf = ConnectionsObject.Open();
        try
        {
            shape.Apply(bpf);
            bpf.Load();
            foreach (var one in namespaces)
            {
                bpf.Maps["watched_netns"].View<ulong, byte>().Update(one.ReadCookie(), 1);
            }

            var watch = new ConnectionWatch(bpf);
            if (shape.Attach)
            {
                watch.Attach();
            }

            return watch;
        }
        catch
        {
            bpf.Dispose();
            throw;
        }
    }

    public static ConnectionWatch Start(params NetworkNamespace[] namespaces) => Start(namespaces, null);

    /// <summary>Attaches everything but the iterators.</summary>
    public void Attach()
    {
        foreach (var program in _object.Programs)
        {
            if (program.AutoLoad && !program.Section.StartsWith("iter/", StringComparison.Ordinal))
            {
                _attached.Add(program.Attach());
            }
        }
    }

    /// <summary>Takes what the ring buffer holds.</summary>
    public void Collect() => _ring.Consume();

    /// <summary>Visits the live sockets, as the agent does before it drains.</summary>
    public void Walk() => _walk!.Run();

    /// <summary>Everything measured since the last call.</summary>
    public Measured Drain() => _generations.Drain();

    public void Adopt(NetworkNamespace inside)
    {
        using var iterator = inside.Run(() => _object.Programs["adopt"].AttachIterator());
        inside.Run(() => iterator.Run());
    }

    public void Claim()
    {
        using var iterator = _object.Programs["claim"].AttachIterator();
        iterator.Run();
    }

    public ulong Lost(Lost reason)
    {
        var values = new ulong[LibBpf.PossibleCpus];
        _object.Maps["lost"].PerCpuView<uint, ulong>().TryLookup((uint)reason, values);
        return values.Aggregate(0UL, (sum, value) => sum + value);
    }

    public void Change(Func<Settings, Settings> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        _object.Globals.Set("settings", change(_object.Globals.Get<Settings>("settings")));
    }

    public IEnumerable<ConnectionEvent> Of(EventType type)
    {
        Collect();
        return Connections.Where(connection => connection.Event.Type == type).ToList();
    }

    /// <summary>Waits until so many connections of one role ended.</summary>
    public IReadOnlyList<ConnectionEvent> Closed(Role role, int count)
    {
        Eventually.True(() => Of(EventType.Closed).Count(one => one.Role == role) >= count, $"{count} {role} connections closed");
        return [.. Of(EventType.Closed).Where(one => one.Role == role)];
    }

    public void Dispose()
    {
        _attached.ForEach(link => link.Dispose());
        _walk?.Dispose();
        _ring.Dispose();
        _object.Dispose();
    }

    private void Take(ReadOnlySpan<byte> record)
    {
        switch (MemoryMarshal.Read<EventHeader>(record).Type)
        {
            case EventType.Flow:
                Flows.Add(MemoryMarshal.Read<FlowEvent>(record));
                break;
            case EventType.Turn:
                Turns.Add(MemoryMarshal.Read<TurnEvent>(record));
                break;
            default:
                Connections.Add(MemoryMarshal.Read<ConnectionEvent>(record));
                break;
        }
    }
}
