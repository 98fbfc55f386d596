using MeshLens.Core.Edges;
using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Simulation;

/// <summary>Gathers what the kernel would have measured in one window.</summary>
internal sealed class SimulatedWindow(int replicas)
{
    private const int SignalCount = 16;
    private const int CounterCount = 96;

    // Arrays: most of a long run is spent recording.
    private readonly ExponentialHistogram?[] _signals = new ExponentialHistogram?[2 * replicas * SignalCount];
    private readonly ulong[] _counters = new ulong[2 * replicas * CounterCount];

    public List<ConnectionExemplar> Exemplars { get; } = [];
    public ulong ListenerDrops { get; set; }
    public double ThrottledMs { get; set; }
    public double CallerRunQueueMs { get; set; }

    public void Record(End end, int replica, Signal signal, double milliseconds)
    {
        var histogram = _signals[(Place(end, replica) * SignalCount) + (int)signal] ??= new();
        histogram.Record((ulong)(Math.Max(0, milliseconds) * 1e6));
    }

    public void Count(End end, int replica, Counter counter, ulong value = 1) =>
        _counters[(Place(end, replica) * CounterCount) + (int)counter] += value;

    public void Fail(int replica, FailureReason reason) =>
        Count(End.Client, replica, (Counter)((byte)Counter.FailuresBase + (byte)reason));

    public List<WindowDelta> ToDeltas(long window, TrafficProfile profile)
    {
        List<WindowDelta> deltas = [];
        for (var replica = 0; replica < profile.Replicas; replica++)
        {
            if (profile.ClientSeen)
            {
                deltas.Add(DeltaOf(window, End.Client, replica));
            }

            if (profile.ServerSeen)
            {
                deltas.Add(DeltaOf(window, End.Server, replica));
            }
        }

        return deltas;
    }

    private int Place(End end, int replica) => ((int)end * replicas) + replica;

    private IEnumerable<SignalDelta> SignalsOf(End end, int replica)
    {
        for (var signal = 0; signal < SignalCount; signal++)
        {
            if (_signals[(Place(end, replica) * SignalCount) + signal] is { } histogram)
            {
                yield return new((Signal)signal, histogram);
            }
        }
    }

    private IEnumerable<CounterDelta> CountersOf(End end, int replica)
    {
        for (var counter = 0; counter < CounterCount; counter++)
        {
            if (_counters[(Place(end, replica) * CounterCount) + counter] is var value and > 0)
            {
                yield return new((Counter)counter, value);
            }
        }
    }

    private WindowDelta DeltaOf(long window, End end, int replica) => new()
    {
        Window = window,
        Leg = Leg.Direct,
        End = end,
        Endpoint = $"10.0.0.{replica + 1}:8080",
        Signals = [.. SignalsOf(end, replica)],
        Counters = [.. CountersOf(end, replica)],
        Exemplars = end == End.Client && replica == 0 ? Exemplars : null,
        Pressure = new()
        {
            IntervalNs = 10_000_000_000,
            RunQueueNs = (ulong)((end == End.Client ? CallerRunQueueMs : 20) * 1e6),
            ThrottledNs = end == End.Server ? (ulong)(ThrottledMs * 1e6) : 0,
        },
        Listeners = end == End.Server
            ? [new() { Endpoint = $"10.0.0.{replica + 1}:8080", Drops = replica == 0 ? ListenerDrops : 0, Backlog = ListenerDrops > 0 ? 17u : 1, BacklogLimit = 16 }]
            : null,
    };
}
