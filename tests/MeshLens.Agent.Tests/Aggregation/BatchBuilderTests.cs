using MeshLens.Agent.Aggregation;
using MeshLens.Agent.Exemplars;
using MeshLens.Agent.Kernel;
using MeshLens.Agent.Options;
using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;
using MeshLens.Protocol.Columns;
using MeshLens.Protocol.V1;
using Role = MeshLens.Agent.Kernel.Role;
using Signal = MeshLens.Core.Signals.Signal;

namespace MeshLens.Agent.Tests.Aggregation;

public sealed class BatchBuilderTests
{
    private const uint Client = 1;
    private const uint Server = 2;

    private readonly FlowTable _flows = new(capacity: 100);

    private BatchBuilder Create()
    {
        _flows.TryAdd(Client, Role.Client, 10, now: 0);
        _flows.TryAdd(Server, Role.Server, 20, now: 0);
        return new(_flows);
    }

    [Theory]
    [InlineData(Client, Kernel.Signal.Handshake, Signal.Handshake)]
    [InlineData(Client, Kernel.Signal.Tail, Signal.ResponseTail)]
    [InlineData(Server, Kernel.Signal.Tail, Signal.ServerTail)]
    [InlineData(Server, Kernel.Signal.Queueing, Signal.Queueing)]
    [InlineData(Server, Kernel.Signal.AcceptWait, Signal.AcceptWait)]
    [InlineData(Client, Kernel.Signal.Pause, Signal.Pause)]
    [InlineData(Server, Kernel.Signal.Stall, Signal.RecoveryStall)]
    internal void Add_OfASample_NamesItsSignalByTheFlowsRole(uint flow, Kernel.Signal kernel, Signal expected)
    {
        var builder = Create();

        builder.Add([new() { Flow = flow, Signal = kernel }], [Histogram(slots: 100)], now: 1);

        Assert.Equal([(uint)expected], builder.Batch.Histograms.Signal);
    }

    [Fact]
    public void Add_OfASample_WritesARowThatTheServerReadsWithoutFault()
    {
        var builder = Create();

        builder.Add([new() { Flow = Client, Signal = Kernel.Signal.Turn }], [Histogram(0, 3, 15, 16, 100, 231)], now: 1);

        Assert.True(HistogramReader.TryOpen(builder.Batch.Histograms, out var reader, out _));
        Assert.True(reader.MoveNext());
        Assert.Equal(ColumnFault.None, reader.Fault);
        Assert.Equal(6UL, reader.Current.Count);
        Assert.Equal([BucketBoundaries.MinIndex, 100 - 176, 231 - 176], reader.Current.BucketIndex.ToArray());
        Assert.Equal([4U, 1U, 1U], reader.Current.BucketValue.ToArray());
    }

    [Fact]
    public void Add_OfSamplesOfAnUnknownFlow_CountsThemAsLost()
    {
        var builder = Create();

        builder.Add([new() { Flow = 99 }], [Histogram(slots: 5)], now: 1);
        builder.Add([99], [new Counters { Established = 1 }], now: 1);

        Assert.Equal(0, builder.Rows);
        Assert.Equal(2, builder.OrphanRows);
        Assert.Equal(2UL, builder.Losses.KernelSamples);
    }

    [Fact]
    public void Add_OfCounters_WritesOnlyWhatIsNotZero()
    {
        var builder = Create();
        var counters = new Counters { Attempts = 3, Established = 2, StallNs = 5 };
        counters.Failures[(int)Failure.Refused] = 1;
        counters.Unavailable[(int)Unavailable.Overlapping] = 4;

        builder.Add([Client], [counters], now: 1);

        Assert.Equal(
            [
                (Counter.ConnectAttempts, 3UL), (Counter.Established, 2UL), (Counter.StallNs, 5UL),
                (Counter.FailuresBase + (byte)FailureReason.Refused, 1UL),
                (Counter.TurnsUnavailableBase + (byte)TurnsUnavailable.Multiplexed, 4UL),
            ],
            Rows(builder.Batch.Counters));
        Assert.Equal(2UL, builder.Established);
    }

    [Fact]
    public void Add_OfCountersWithLiveSockets_ReportsTheirRoundTripsAsHistograms()
    {
        var builder = Create();

        builder.Add([Client], [new Counters { Live = 4, SrttUsSum = 4000, MinRttUs = 100, StallNs = 7 }], now: 1);

        var columns = builder.Batch.Histograms;
        Assert.Equal([(uint)Signal.SmoothedRtt, (uint)Signal.MinimumRtt], columns.Signal);
        Assert.Equal([4U, 1U], columns.Count);
        Assert.Equal([4_000_000UL, 100_000UL], columns.SumNs);
        Assert.Equal([1_000_000UL, 100_000UL], columns.MaxNs);
    }

    [Fact]
    public void Finish_OfABatch_EncodesItAndBeginsAnEmptyOne()
    {
        var builder = Create();
        builder.Losses.KernelEvents = 3;
        builder.Add([Client], [new Counters { Closed = 1 }], now: 1);
        builder.Retire(Client);

        using var encoded = builder.Finish(endedAt: 5, TimeSpan.FromSeconds(1), new ExemplarBook(new(), TimeSpan.FromSeconds(1)));

        Assert.Equal([(Counter.Closed, 1UL)], Rows(Batch.Parser.ParseFrom(encoded.Body).Counters));
        Assert.Equal([Client], encoded.Retired);
        Assert.Equal(3UL, encoded.Losses.KernelEvents);
        Assert.Equal(0, builder.Rows);
        Assert.True(builder.Losses.IsEmpty);
        Assert.False(_flows.Contains(Client));
    }

    [Fact]
    public void Add_WhenColumnsHaveGrown_AllocatesNothing()
    {
        var builder = Create();
        var book = new ExemplarBook(new(), TimeSpan.FromSeconds(1));
        SampleKey[] keys = [.. Enumerable.Repeat(new SampleKey { Flow = Client, Signal = Kernel.Signal.Turn }, 100)];
        Histogram[] histograms = [.. Enumerable.Repeat(Histogram(90, 91, 92, 100), 100)];
        for (var warm = 0; warm < 3; warm++)
        {
            builder.Add(keys, histograms, now: 1);
            builder.Finish(0, TimeSpan.Zero, book).Dispose();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        builder.Add(keys, histograms, now: 1);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static IEnumerable<(Counter Counter, ulong Value)> Rows(CounterColumns columns) =>
        columns.Counter.Zip(columns.Value, (counter, value) => ((Counter)counter, value));

    private static Histogram Histogram(params int[] slots)
    {
        var histogram = new Histogram { SumNs = 1000, MaxNs = 900 };
        foreach (var slot in slots)
        {
            histogram.Buckets[slot]++;
        }

        return histogram;
    }
}
