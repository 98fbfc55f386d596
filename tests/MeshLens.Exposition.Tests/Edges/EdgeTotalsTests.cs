using CsCheck;
using MeshLens.Core.Edges;
using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;
using MeshLens.Core.Totals;
using MeshLens.Exposition.Tests.Rig;

namespace MeshLens.Exposition.Tests.Edges;

public sealed class EdgeTotalsTests
{
    private readonly HistogramReading _reading = new();

    [Fact]
    public void Totals_BothEndsOfTheSameConnections_CountThemOnce()
    {
        var edge = Written.Edge().Close(
            null,
            Closing.End(End.Client, [(Signal.SmoothedRtt, Durations.Of(1, 2))], [(Counter.Established, 5), (Counter.DataRetransmits, 2)]),
            Closing.End(End.Server, [(Signal.SmoothedRtt, Durations.Of(7)), (Signal.Service, Durations.Of(3))], [(Counter.Established, 5), (Counter.DataRetransmits, 1)]));

        var leg = Assert.Single(edge.Legs);
        Assert.True(leg.TryRead(Signal.SmoothedRtt, _reading));
        Assert.Equal(2UL, _reading.Count);
        Assert.True(leg.TryRead(Signal.Service, _reading));
        Assert.Equal((5UL, 3UL), (leg.Count(Tally.Established), leg.Count(Tally.DataRetransmits)));
    }

    [Fact]
    public void Totals_TheCallersEndUnseen_AreOfTheOtherOne()
    {
        var edge = Written.Edge().Close(null, Closing.End(End.Server, [(Signal.SmoothedRtt, Durations.Of(7))], [(Counter.Established, 5)]));

        Assert.Equal(5UL, Assert.Single(edge.Legs).Count(Tally.Established));
        Assert.True(edge.Legs[0].TryRead(Signal.SmoothedRtt, _reading));
    }

    [Fact]
    public void Totals_LegsAndSharedOnes_StayApart()
    {
        var edge = Written.Edge().Close(
            null,
            Closing.End(End.Client, [(Signal.Turn, Durations.Of(1))], leg: Leg.AppToProxy),
            Closing.End(End.Server, [(Signal.Service, Durations.Of(1))], leg: Leg.ProxyToApp, shared: true),
            Closing.End(End.Client, [(Signal.Turn, Durations.Of(1))], leg: Leg.ProxyToApp));

        Assert.Equal(
            [(Leg.AppToProxy, false), (Leg.ProxyToApp, true), (Leg.ProxyToApp, false)],
            edge.Legs.Select(static leg => (leg.Leg, leg.Shared)));
    }

    [Fact]
    public void Totals_Failures_AreKeptByReason()
    {
        var edge = Written.Edge()
            .Close(null, Closing.End(End.Client, counters: [(Counter.FailuresRefused, 2), (Counter.FailuresTimedOut, 1)]))
            .Close(null, Closing.End(End.Client, counters: [(Counter.FailuresRefused, 3)]));

        Assert.Equal((5UL, 1UL, 0UL), (edge.Legs[0].Failures(FailureReason.Refused), edge.Legs[0].Failures(FailureReason.TimedOut), edge.Legs[0].Failures(FailureReason.Other)));
    }

    [Fact]
    public void Totals_AnyWindowsInAnyNumber_AreTheSumAndOnlyGrow() =>
        Gen.ULong[1, 200_000_000_000].Array[0, 40].Array[1, 8].Sample(windows =>
        {
            var (edge, all, before) = (Written.Edge(), new ExponentialHistogram(), 0UL);
            foreach (var durations in windows)
            {
                var histogram = new ExponentialHistogram();
                Array.ForEach(durations, histogram.Record);
                all.Merge(histogram);
                edge.Close(null, Closing.End(End.Client, [(Signal.Turn, histogram)]));
                var reading = new HistogramReading();
                Assert.Equal(all.Count > 0, edge.Legs[0].TryRead(Signal.Turn, reading));
                Assert.True(reading.Count >= before);
                before = reading.Count;
                Assert.Equal((all.Count, all.SumNs), (reading.Count, reading.SumNs));
                Assert.All(all.Occupied, bucket => Assert.Equal((ulong)bucket.Count, reading.CountUpTo(bucket.Index) - reading.CountUpTo(bucket.Index - 1)));
            }
        });
}
