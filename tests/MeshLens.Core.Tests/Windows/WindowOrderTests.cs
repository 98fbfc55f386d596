using System.Globalization;
using CsCheck;
using MeshLens.Core.Edges;
using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Windows;

namespace MeshLens.Core.Tests.Windows;

/// <summary>Whatever order deltas come in, and however they are cut into calls, a window ends the same.</summary>
public sealed class WindowOrderTests
{
    private const long First = 180_000_000;

    private static readonly Gen<ExponentialHistogram> Histograms =
        Gen.ULong[1_000, 5_000_000_000].Array[1, 6].Select(durations =>
        {
            var histogram = new ExponentialHistogram();
            Array.ForEach(durations, histogram.Record);
            return histogram;
        });

    private static readonly Gen<SignalDelta> SignalGains =
        Gen.Select(Gen.Int[1, 8], Histograms, (signal, histogram) => new SignalDelta((Signal)signal, histogram));

    private static readonly Gen<CounterDelta> CounterGains =
        Gen.Select(Gen.Int[1, 6], Gen.ULong[0, 1000], (counter, value) => new CounterDelta((Counter)counter, value));

    private static readonly Gen<ConnectionExemplar> Exemplars =
        Gen.Select(Gen.UInt[1, 50], Gen.ULong[0, 10], Gen.Int[0, 2], (sequence, turn, failure) => new ConnectionExemplar
        {
            ClientSequence = sequence,
            TurnNs = turn,
            Failure = (FailureReason)failure,
        });

    private static readonly Gen<WindowDelta> Windows = Gen.Select(
        Gen.Select(Gen.Long[First, First + 1], Gen.Int[0, 1], Gen.Int[0, 1]),
        Gen.Int[0, 3].Select(replica => replica == 0 ? null : $"10.0.0.{replica}:80"),
        Gen.Select(SignalGains.List[0, 4], CounterGains.List[0, 4], Exemplars.List[0, 6]),
        Gen.Select(Gen.ULong[0, 100], Gen.UInt[0, 9], Gen.Bool),
        (place, endpoint, gains, other) => new WindowDelta
        {
            Window = place.Item1,
            Leg = (Leg)place.Item2,
            End = (End)place.Item3,
            Endpoint = endpoint,
            Shared = other.Item3,
            Signals = gains.Item1,
            Counters = gains.Item2,
            Exemplars = gains.Item3,
            Pressure = new HostPressure { IntervalNs = other.Item1, RunQueueNs = other.Item2, CpuPressure = other.Item2 / 10.0 },
            Listeners = [new ListenerState { Endpoint = "10.0.0.1:80", Inode = other.Item2 % 3, Drops = other.Item1, Backlog = other.Item2 }],
            NameServers = [new NameServerDelta { Address = "10.0.0.53", Unanswered = other.Item1 }],
            Losses = new LossNote(other.Item1, 0, 0, other.Item2, 0),
            AgeMs = other.Item2,
        });

    [Fact]
    public void Apply_AnyOrderAndPartition_EndsInTheSameWindows() =>
        Gen.Select(Windows.List[1, 12], Gen.Int[0, int.MaxValue]).Sample((deltas, seed) =>
        {
            var shuffled = deltas.ToArray();
            var random = new Random(seed);
            random.Shuffle(shuffled);

            Assert.Equal(Describe([deltas]), Describe(Cut(shuffled, random)));
        });

    [Fact]
    public void Apply_StorageUsedBefore_EndsInTheSameWindows() =>
        Gen.Select(Windows.List[1, 12], Windows.List[1, 12]).Sample((earlier, deltas) =>
        {
            earlier.ForEach(delta => delta.Window = First - 5);
            var classifier = new ScriptedClassifier();
            var edge = new EdgeState(Deltas.Edge, classifier.Classify);
            edge.Apply(Deltas.Of([.. earlier]), First - 5);
            edge.Close(First, _ => []);
            classifier.Seen.Clear();

            edge.Apply(Deltas.Of([.. deltas]), First + 1);
            edge.Close(First + 2, _ => []);

            Assert.Equal(Describe([deltas]), Describe(classifier.Seen));
        });

    private static IEnumerable<List<WindowDelta>> Cut(WindowDelta[] deltas, Random random)
    {
        var rest = deltas.AsEnumerable();
        while (rest.Any())
        {
            var part = rest.Take(random.Next(1, 4)).ToList();
            rest = rest.Skip(part.Count);
            yield return part;
        }
    }

    private static string Describe(IEnumerable<List<WindowDelta>> calls)
    {
        var classifier = new ScriptedClassifier();
        var edge = new EdgeState(Deltas.Edge, classifier.Classify);
        foreach (var call in calls)
        {
            edge.Apply(Deltas.Of([.. call]), First + 1);
        }

        edge.Close(First + 2, _ => []);
        return Describe(classifier.Seen);
    }

    private static string Describe(IEnumerable<EdgeSnapshot> windows) =>
        string.Join('\n', windows.Where(window => window.Legs.Count > 0).Select(Describe));

    private static string Describe(EdgeSnapshot snapshot) => string.Create(CultureInfo.InvariantCulture,
        $"{snapshot.Window} {snapshot.Coverage.Losses} {snapshot.Coverage.AgeMs} {snapshot.CallerPressure?.Now} {snapshot.CalleePressure?.Now} "
        + $"{Join(snapshot.Legs, leg => $"{leg.Leg} {leg.End} {leg.Shared} [{Describe(leg.Signals)}] [{Join(leg.Counters, c => $"{c.Counter}={c.Value}")}] "
            + Join(leg.Endpoints, e => $"<{e.Endpoint} {Describe(e.Signals)} {Join(e.Counters, c => $"{c.Counter}={c.Value}")}>"))} "
        + $"{Join(snapshot.Listeners, l => l.ToString())} {Join(snapshot.NameServers, s => $"{s.Now.Address} {s.Now.Unanswered}")} "
        + $"{string.Join(' ', snapshot.Exemplars.Select(e => $"{e.ClientSequence}/{e.TurnNs}/{e.Failure}"))}");

    private static string Describe(List<SignalMeasurement> signals) => Join(signals, signal =>
        $"{signal.Signal} {signal.Histogram.Count} {signal.Histogram.SumNs} {signal.Histogram.MaxNs} {string.Join(',', signal.Histogram.Occupied)}");

    private static string Join<T>(IEnumerable<T> items, Func<T, string> text) =>
        string.Join("; ", items.Select(text).Order(StringComparer.Ordinal));
}
