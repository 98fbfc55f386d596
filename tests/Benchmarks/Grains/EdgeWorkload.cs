using MeshLens.Core.Edges;
using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;
using MeshLens.Core.Windows;

namespace Benchmarks.Grains;

/// <summary>What busy edges send: both ends seen, two replicas, every signal, exemplars, pressure and a listener.</summary>
/// <remarks>Durations are lognormal, so a window's histogram touches about twenty buckets, as measured ones do.</remarks>
internal sealed class EdgeWorkload(int edges, int seed)
{
    private const int Requests = 200;
    private const int Replicas = 2;

    private static readonly (Signal Signal, double Ms)[] ClientSignals =
    [
        (Signal.Handshake, 0.4), (Signal.Turn, 12), (Signal.Pickup, 0.05), (Signal.ResponseTail, 0.3), (Signal.Pause, 0.02),
        (Signal.SmoothedRtt, 0.5), (Signal.MinimumRtt, 0.3),
    ];

    private static readonly (Signal Signal, double Ms)[] ServerSignals =
    [
        (Signal.Queueing, 0.05), (Signal.Service, 11), (Signal.ServerTail, 0.2), (Signal.AcceptWait, 0.1), (Signal.SmoothedRtt, 0.5),
    ];

    private static readonly Counter[] Counters =
    [
        Counter.ConnectAttempts, Counter.Established, Counter.Closed, Counter.BytesSent, Counter.BytesReceived,
        Counter.Turns, Counter.DataRetransmits,
    ];

    private readonly Random _random = new(seed);

    /// <summary>A hundred destinations, each with as many callers as it takes.</summary>
    public EdgeKey Key(int edge) => new("bench", "callers", $"caller-{edge / 100}", "services", $"service-{edge % 100}", 8080);

    public IEnumerable<EdgeKey> Keys => Enumerable.Range(0, edges).Select(Key);

    /// <summary>One flush of one edge.</summary>
    public EdgeDelta Flush(EdgeKey key, long window)
    {
        List<WindowDelta> windows = new(2 * Replicas);
        for (var replica = 0; replica < Replicas; replica++)
        {
            var endpoint = $"10.0.{replica}.7:8080";
            windows.Add(Client(window, endpoint));
            windows.Add(Server(window, endpoint));
        }

        return new()
        {
            Edge = key,
            Source = new(key.SourceNamespace, key.SourceName, PartyKind.Workload),
            Destination = new(key.DestinationNamespace, key.DestinationName, PartyKind.Service),
            Windows = windows,
        };
    }

    private WindowDelta Client(long window, string endpoint) => new()
    {
        Window = window,
        End = End.Client,
        Endpoint = endpoint,
        Signals = [.. ClientSignals.Select(signal => new SignalDelta(signal.Signal, Histogram(signal.Ms)))],
        Counters = [.. Counters.Select(counter => new CounterDelta(counter, (ulong)_random.Next(0, 1000)))],
        Exemplars = [.. Enumerable.Range(0, 2).Select(_ => Exemplar(endpoint))],
        Pressure = Pressure(),
        AgeMs = 250,
    };

    private WindowDelta Server(long window, string endpoint) => new()
    {
        Window = window,
        End = End.Server,
        Endpoint = endpoint,
        Signals = [.. ServerSignals.Select(signal => new SignalDelta(signal.Signal, Histogram(signal.Ms)))],
        Counters = [.. Counters.Select(counter => new CounterDelta(counter, (ulong)_random.Next(0, 1000)))],
        Pressure = Pressure(),
        Listeners = [new() { Endpoint = endpoint, Inode = 1, Backlog = 1, BacklogLimit = 128 }],
        AgeMs = 250,
    };

    private ConnectionExemplar Exemplar(string endpoint) => new()
    {
        ClientSequence = (uint)_random.Next(),
        ServerSequence = (uint)_random.Next(),
        Local = $"10.1.0.3:{_random.Next(32768, 61000)}",
        Remote = endpoint,
        TurnNs = (ulong)_random.Next(20_000_000, 60_000_000),
        ServiceNs = 15_000_000,
        Process = "frontend",
    };

    private HostPressure Pressure() => new()
    {
        IntervalNs = 10_000_000_000,
        RunQueueNs = (ulong)_random.Next(1_000_000, 20_000_000),
        CpuNs = 800_000_000,
    };

    private ExponentialHistogram Histogram(double milliseconds)
    {
        var histogram = new ExponentialHistogram();
        for (var request = 0; request < Requests / Replicas; request++)
        {
            histogram.Record((ulong)(milliseconds * 1e6 * Math.Exp(0.5 * Normal())));
        }

        return histogram;
    }

    private double Normal() =>
        Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
