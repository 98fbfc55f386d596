using MeshLens.Agent.Streaming;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Tests.Streaming;

public sealed class BatchQueueTests
{
    private const int RowsPerBatch = 10;

    private readonly FlowAnnouncements _announcements = new();

    private BatchQueue Create(long capacity) => new(capacity, _announcements);

    [Fact]
    public async Task Dequeue_AfterOverflow_GivesTheNewestAndCountsEveryShedRow()
    {
        using var queue = Create(capacity: 3 * Sample(0).Length);
        for (var i = 0; i < 100; i++)
        {
            queue.Enqueue(Sample(i));
        }

        queue.Complete();
        var delivered = new List<long>();
        while (await queue.DequeueAsync(TestContext.Current.CancellationToken) is { } batch)
        {
            delivered.Add(batch.EndedAt);
            batch.Dispose();
        }

        Assert.Equal([97L, 98L, 99L], delivered);
        var losses = new LossTally();
        queue.TakeUnreported(losses);
        Assert.Equal(97UL, losses.ShedBatches);
        Assert.Equal(97UL * RowsPerBatch, losses.ShedRows);
        Assert.Equal(97UL * 2, losses.ShedConnections);
    }

    [Fact]
    public void TakeUnreported_AfterShedding_KeepsTheLossesThatTheShedBatchesCarried()
    {
        using var queue = Create(capacity: 1);
        queue.Enqueue(Sample(0, new LossTally { KernelEvents = 5, KernelFlows = 1 }));
        queue.Enqueue(Sample(1, new LossTally { KernelEvents = 7, KernelSamples = 2 }));
        queue.Enqueue(Sample(2));

        var losses = new LossTally();
        queue.TakeUnreported(losses);

        Assert.Equal((12UL, 1UL, 2UL, 2UL), (losses.KernelEvents, losses.KernelFlows, losses.KernelSamples, losses.ShedBatches));
        var second = new LossTally();
        queue.TakeUnreported(second);
        Assert.True(second.IsEmpty);
    }

    [Fact]
    public void Enqueue_OfABatchLargerThanTheQueue_KeepsItAlone()
    {
        using var queue = Create(capacity: 1);

        queue.Enqueue(Sample(0));

        Assert.Equal(1, queue.Count);
    }

    [Fact]
    public void Shed_OfABatch_StillTellsWhichFlowsEnded()
    {
        using var queue = Create(capacity: 1);
        _announcements.Add(new() { Id = 17 });
        _announcements.Drain(new(), int.MaxValue);
        queue.Enqueue(Sample(0, retired: 17));
        queue.Enqueue(Sample(1));

        var retired = new List<uint>();
        _announcements.CopyRetiredTo(retired);

        Assert.Equal([17U], retired);
    }

    [Fact]
    public async Task Dequeue_OfAnEmptyQueue_WaitsForTheNextBatch()
    {
        using var queue = Create(capacity: 1 << 20);
        var waiting = queue.DequeueAsync(TestContext.Current.CancellationToken);
        Assert.False(waiting.IsCompleted);

        queue.Enqueue(Sample(4));

        Assert.Equal(4, (await waiting)!.EndedAt);
    }

    internal static EncodedBatch Sample(long endedAt, LossTally? losses = null, params uint[] retired)
    {
        var body = new Batch { Counters = new(), Connections = { new Connection { Flow = 1 }, new Connection { Flow = 2 } } };
        for (uint row = 0; row < RowsPerBatch; row++)
        {
            body.Counters.Flow.Add(row);
            body.Counters.Counter.Add(1);
            body.Counters.Value.Add(1);
        }

        return EncodedBatch.Encode(body, endedAt, TimeSpan.FromSeconds(1), losses ?? new(), retired);
    }
}
