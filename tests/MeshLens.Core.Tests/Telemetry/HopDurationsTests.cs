using CsCheck;
using MeshLens.Core.Telemetry;

namespace MeshLens.Core.Tests.Telemetry;

public sealed class HopDurationsTests
{
    private static readonly HopPart[] InOrder =
        [HopPart.Receive, HopPart.BeforeUpstream, HopPart.Send, HopPart.UpstreamWait, HopPart.Body, HopPart.After];

    [Fact]
    public void Of_PlainRequest_TakesItApart()
    {
        var parts = HopDurations.Of(Times(1, 21, 22, 72, 80, 73, 81, 90));

        Assert.Equal([1, 20, 1, 50, 8, 1], InOrder.Select(part => parts[(int)part]));
        Assert.Equal((90, 1), (parts[(int)HopPart.Total], parts[(int)HopPart.ResponseFilters]));
    }

    [Fact]
    public void Of_RequestNeverSentOn_IsAllBeforeTheUpstream()
    {
        var parts = HopDurations.Of(Times(1, -1, -1, -1, -1, 9, 10, 11));

        Assert.Equal([1, 8, -1, -1, -1, 1], InOrder.Select(part => parts[(int)part]));
    }

    [Fact]
    public void Of_UpstreamThatNeverAnswered_WaitedUntilTheProxyGaveUp()
    {
        var parts = HopDurations.Of(Times(1, 2, 3, -1, -1, 1003, 1004, 1005));

        Assert.Equal(1000, parts[(int)HopPart.UpstreamWait]);
    }

    [Fact]
    public void Of_NothingRecorded_KnowsNothing() => Assert.All(InOrder, part => Assert.Equal(-1, HopDurations.Of(HopTimes.None)[(int)part]));

    [Fact]
    public void Of_AnyOrderOfPoints_IsNeverNegativeAndAddsUp() =>
        Gen.Long[0, 1_000_000].Array[8].Sample(points =>
        {
            var times = Times(points[0], points[1], points[2], points[3], points[4], points[5], points[6], points[7]);
            var parts = HopDurations.Of(times);
            var sum = InOrder.Sum(part => parts[(int)part]);
            return InOrder.All(part => parts[(int)part] >= 0)
                && sum == new[] { points[0], points[1], points[2], points[3], points[4], points[6] }.Max();
        });

    private static HopTimes Times(long received, long began, long sent, long answered, long complete, long passed, long last, long ended) => new()
    {
        RequestReceived = received,
        UpstreamBegan = began,
        UpstreamSent = sent,
        ResponseBegan = answered,
        ResponseReceived = complete,
        DownstreamBegan = passed,
        DownstreamSent = last,
        Ended = ended,
    };
}
