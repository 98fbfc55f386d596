using MeshLens.Core.Verdicts;
using MeshLens.Grains.Catalog;

namespace MeshLens.Grains.Tests.Catalog;

public sealed class ChangeQueueTests
{
    [Fact]
    public async Task Take_EdgeChangedTwice_TellsTheNewestAndCountsTheOther()
    {
        var queue = Create();
        queue.Add([Change(Summaries.Of("a", VerdictClass.Network), verdictChanged: true)]);
        queue.Add([Change(Summaries.Of("a", VerdictClass.Network, excessMs: 7))]);

        var told = await queue.Take(TestContext.Current.CancellationToken);

        var change = Assert.Single(told.Changes);
        Assert.Equal(7, change.Edge.ExcessMs);
        Assert.True(change.VerdictChanged);
        Assert.Equal(1, told.Missed);
    }

    [Fact]
    public async Task Take_WatcherTooSlow_IsToldHowMuchItMissed()
    {
        var queue = Create();
        queue.Add([.. Enumerable.Range(0, ChangeQueue.Capacity + 30).Select(edge => Change(Summaries.Of($"edge-{edge}")))]);

        var told = await queue.Take(TestContext.Current.CancellationToken);

        Assert.Equal(ChangeQueue.Capacity, told.Changes.Count);
        Assert.Equal(30, told.Missed);
    }

    [Fact]
    public async Task Take_EdgeLeavesTheFilteredClass_IsTold()
    {
        var queue = Create(new EdgeQuery { Class = VerdictClass.Network });
        queue.Add([Change(Summaries.Of("b")), Change(Summaries.Of("a", VerdictClass.Healthy), verdictChanged: true)]);

        var told = await queue.Take(TestContext.Current.CancellationToken);

        Assert.Equal("a", Assert.Single(told.Changes).Edge.Source.Name);
    }

    [Fact]
    public async Task Take_NothingAdmitted_WaitsOn()
    {
        var queue = Create(new EdgeQuery { Namespace = "bank" });
        queue.Add([Change(Summaries.Of("a"), verdictChanged: true)]);
        var taking = queue.Take(TestContext.Current.CancellationToken).AsTask();
        Assert.False(taking.IsCompleted);

        queue.Add([Change(Summaries.Of("teller", ns: "bank"))]);

        Assert.Equal("teller", Assert.Single((await taking).Changes).Edge.Source.Name);
    }

    private static ChangeQueue Create(EdgeQuery? filter = null) => new(filter ?? new());

    private static EdgeChange Change(EdgeSummary edge, bool verdictChanged = false) => new(edge, verdictChanged, Removed: false);
}
