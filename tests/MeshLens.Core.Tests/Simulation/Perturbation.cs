using MeshLens.Core.Edges;
using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Tests.Simulation;

/// <summary>
/// Makes many quiet windows of one recorded one: the same distributions drawn anew with another amount of traffic, a little
/// slower or quicker throughout, now and then a pause, a lost packet, a failed connect or a missing end, as happens on any
/// day. Baselines stay as recorded, so the recording's own idea of normal is put to the test.
/// </summary>
internal sealed class Perturbation(EdgeSnapshot recorded, int seed)
{
    private const double Drift = 0.08;
    private const double PauseChance = 0.05;
    private const double PauseMeanNs = 1e8;
    private const double AccidentChance = 0.05;
    private const double MissingEndChance = 0.01;

    private readonly Random _random = new(seed);

    public EdgeSnapshot Next(long window)
    {
        var traffic = 0.3 * Math.Pow(2 / 0.3, _random.NextDouble());
        var pace = 1 + (Drift * ((2 * _random.NextDouble()) - 1));
        var pause = (At: (End)_random.Next(2), Ns: _random.NextDouble() < PauseChance ? -PauseMeanNs * Math.Log(1 - _random.NextDouble()) : 0);
        var missing = _random.NextDouble() < MissingEndChance ? (End?)_random.Next(2) : null;
        return new()
        {
            Edge = recorded.Edge,
            Source = recorded.Source,
            Destination = recorded.Destination,
            Window = window,
            Legs = [.. recorded.Legs.Where(leg => leg.End != missing).Select(leg => Next(leg, traffic, pace, pause))],
            CallerPressure = recorded.CallerPressure,
            CalleePressure = recorded.CalleePressure,
            Listeners = recorded.Listeners,
            NameServers = recorded.NameServers,
            Coverage = recorded.Coverage,
            Siblings = recorded.Siblings,
            PathMeanNs = recorded.PathMeanNs,
        };
    }

    private LegMeasurement Next(LegMeasurement leg, double traffic, double pace, (End At, double Ns) pause) => new()
    {
        Leg = leg.Leg,
        End = leg.End,
        Shared = leg.Shared,
        Signals = [.. leg.Signals.Select(signal => signal with
        {
            Histogram = Next(signal.Histogram, traffic, pace, Feels(signal.Signal, pause.At) ? pause.Ns : 0),
        })],
        Counters = [.. leg.Counters.Select(counter => counter with { Value = Accident() ? counter.Value + 1 : counter.Value })],
    };

    private static bool Feels(Signal signal, End paused) => paused == End.Client
        ? signal is Signal.Pickup
        : signal is Signal.Queueing or Signal.Turn;

    private bool Accident() => _random.NextDouble() < AccidentChance;

    private ExponentialHistogram Next(ExponentialHistogram from, double traffic, double pace, double pauseNs)
    {
        var drawn = new ExponentialHistogram();
        var hit = Math.Min(0.1, pauseNs / 1e10);
        var buckets = from.Occupied.ToArray();
        for (var left = (long)(from.Count * traffic); left > 0; left--)
        {
            var valueNs = pace * Draw(buckets, from.Count);
            drawn.Record((ulong)(_random.NextDouble() < hit ? valueNs + (pauseNs * _random.NextDouble()) : valueNs));
        }

        return drawn;
    }

    private double Draw(HistogramBucket[] buckets, ulong count)
    {
        var rank = _random.NextInt64((long)count);
        foreach (var bucket in buckets)
        {
            rank -= bucket.Count;
            if (rank < 0)
            {
                return BucketBoundaries.RepresentativeNs(bucket.Index);
            }
        }

        return BucketBoundaries.RepresentativeNs(buckets[^1].Index);
    }
}
