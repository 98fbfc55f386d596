using MeshLens.Core.Edges;
using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Simulation;

/// <summary>
/// Makes many quiet windows of one recorded one: requests drawn anew from its distributions under the <see cref="Weather"/> of
/// each window, around the means of its baselines. Baselines stay as recorded, so that the recording's own idea of normal is
/// put to the test.
/// </summary>
/// <remarks>
/// Both ends time the same requests: a turn is drawn as the sum of the server's two parts and the path, so that what one
/// request takes shows at both ends, as it does in life.
/// </remarks>
internal sealed class Perturbation(EdgeSnapshot recorded, int seed)
{
    private readonly Random _random = new(seed);
    private readonly Dictionary<(End, Signal), QuantileTable> _tables = recorded.Legs
        .SelectMany(leg => leg.Signals.Where(signal => !signal.Histogram.IsEmpty).Select(signal => (leg.End, Signal: signal)))
        .ToDictionary(entry => (entry.End, entry.Signal.Signal), entry => new QuantileTable(
            entry.Signal.Histogram, entry.Signal.Baseline?.MeanNs ?? entry.Signal.Histogram.MeanNs));

    // Handshakes have the path's shape; its mean is what was learnt from both ends.
    private readonly double _pathPerHandshake = recorded.Find(Edges.Leg.Direct, End.Client)?.Find(Signal.Handshake) is { Histogram.MeanNs: > 0 } handshakes
        ? (recorded.PathMeanNs?.Mean ?? 0) / (handshakes.Baseline?.MeanNs ?? handshakes.Histogram.MeanNs)
        : 0;

    /// <summary>What the window that was drawn last went through.</summary>
    public Weather Weather { get; private set; } = new();

    public EdgeSnapshot Next(long window)
    {
        Weather = Weather.Draw(_random, Weather.PhaseOf(seed, window));
        foreach (var table in _tables.Values)
        {
            table.Shape(Weather.Level, Weather.Spread);
        }

        var drawn = Requests(CountOf(End.Client, Signal.Turn));
        return new()
        {
            Edge = recorded.Edge,
            Source = recorded.Source,
            Destination = recorded.Destination,
            Window = window,
            Legs = [.. recorded.Legs.Where(leg => leg.End != Weather.Missing).Select(leg => Leg(leg, drawn))],
            CallerPressure = recorded.CallerPressure,
            CalleePressure = recorded.CalleePressure,
            Listeners = recorded.Listeners,
            NameServers = recorded.NameServers,
            Coverage = recorded.Coverage with { Partial = Weather.Restarted, Losses = default },
            Siblings = recorded.Siblings,
            PathMeanNs = recorded.PathMeanNs,
        };
    }

    private long CountOf(End end, Signal signal) =>
        (long)Math.Round(Weather.Traffic * (recorded.Find(Edges.Leg.Direct, end)?.Find(signal)?.Histogram.Count ?? 0));

    // A pause holds up those requests that came meanwhile, and hardly ever more than the window's share of it.
    private Dictionary<Signal, ExponentialHistogram> Requests(long count)
    {
        ExponentialHistogram turns = new(), pickups = new(), queueings = new(), services = new();
        var (queue, handler, reader) = (Of(End.Server, Signal.Queueing), Of(End.Server, Signal.Service), Of(End.Client, Signal.Pickup));
        var (path, held) = (Of(End.Client, Signal.Handshake), Weather.PauseNs / 1e10);
        for (var request = 0L; request < count; request++)
        {
            var paused = held > 0 && _random.NextDouble() < held ? Weather.PauseNs * _random.NextDouble() : 0;
            var queueing = (queue?.Draw(_random) ?? 0) + (Weather.PausedEnd == End.Server ? paused : 0);
            var service = (handler?.Draw(_random) ?? 0) + (request == 0 ? Weather.OutlierNs : 0);
            var stall = request == 1 && Weather.SegmentLost ? 2e8 : 0;
            queueings.Record((ulong)queueing);
            services.Record((ulong)service);
            turns.Record((ulong)(queueing + service + (_pathPerHandshake * (path?.Draw(_random) ?? 0)) + stall));
            pickups.Record((ulong)((reader?.Draw(_random) ?? 0) + (Weather.PausedEnd == End.Client ? paused : 0)));
        }

        return new()
        {
            [Signal.Turn] = turns,
            [Signal.Pickup] = pickups,
            [Signal.Queueing] = queueings,
            [Signal.Service] = services,
        };
    }

    private QuantileTable? Of(End end, Signal signal) => _tables.GetValueOrDefault((end, signal));

    private LegMeasurement Leg(LegMeasurement leg, Dictionary<Signal, ExponentialHistogram> drawn) => new()
    {
        Leg = leg.Leg,
        End = leg.End,
        Shared = leg.Shared,
        Signals = [.. leg.Signals
            .Select(signal => signal with { Histogram = drawn.GetValueOrDefault(signal.Signal) ?? Others(leg.End, signal.Signal) })
            .Where(signal => !signal.Histogram.IsEmpty)
            .Concat(leg.End == End.Client && Weather.SegmentLost ? [Stall()] : [])],
        Counters = [.. leg.Counters.Select(counter => counter with { Value = (ulong)(counter.Value * Weather.Traffic) }).Concat(Accidents(leg.End))],
    };

    private ExponentialHistogram Others(End end, Signal signal)
    {
        var drawn = new ExponentialHistogram();
        var table = Of(end, signal);
        for (var left = table is null ? 0 : CountOf(end, signal); left > 0; left--)
        {
            drawn.Record((ulong)table!.Draw(_random));
        }

        if (signal == Signal.Handshake && Weather.SynLost)
        {
            drawn.Record(1_010_000_000);
        }

        return drawn;
    }

    private static SignalMeasurement Stall()
    {
        var stall = new ExponentialHistogram();
        stall.Record(200_000_000);
        return new(Signal.RecoveryStall, stall, null);
    }

    private IEnumerable<CounterMeasurement> Accidents(End end)
    {
        if (end == End.Client && Weather.SynLost)
        {
            yield return new(Counter.SynRetransmits, 1, null);
        }

        if (end == End.Client && Weather.SegmentLost)
        {
            yield return new(Counter.DataRetransmits, 1, null);
        }

        if (end == End.Client && Weather.ConnectFailed)
        {
            var reason = (FailureReason)(1 + _random.Next((int)FailureReason.Abandoned));
            yield return new((Counter)((byte)Counter.FailuresBase + (byte)reason), 1, null);
        }
    }
}
