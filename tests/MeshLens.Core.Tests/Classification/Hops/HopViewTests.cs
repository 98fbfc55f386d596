using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Classification.View;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;

namespace MeshLens.Core.Tests.Classification.Hops;

public sealed class HopViewTests
{
    [Fact]
    public void Part_TwiceItsBaseline_IsShifted()
    {
        var hop = Create(TestHop.Client().Takes(HopPart.UpstreamWait, 12));

        Assert.Equal(Strength.Strong, hop.Part(HopPart.UpstreamWait).Strength);
        Assert.Equal(6, hop.Part(HopPart.UpstreamWait).ExcessNs / 1e6, 0.01);
        Assert.Equal(Strength.None, hop.Part(HopPart.BeforeUpstream).Strength);
        Assert.Equal(Strength.Unknown, hop.Part(HopPart.Connect).Strength);
    }

    [Fact]
    public void PerRequest_OfWhatOnlySomeRequestsHave_IsSpreadOverAll()
    {
        var hop = Create(TestHop.Client().Takes(HopPart.Connect, 8, usualMs: 4, count: 40));

        Assert.Equal(0.8, hop.PerRequestNs(HopPart.Connect) / 1e6, 0.01);
        Assert.Equal(0.4, hop.UsualPerRequestNs(HopPart.Connect)!.Value / 1e6, 0.01);
    }

    [Theory]
    [InlineData(100, 0.25)]
    [InlineData(101.5, 0.25)]
    [InlineData(150, 0)]
    [InlineData(70, 0)]
    public void ShareNear_APileAtATimeout_IsItsShare(double ms, double share)
    {
        var hop = Create(TestHop.Client().SomeTake(HopPart.Total, 100.4, 100));

        Assert.Equal(share, hop.ShareNear(HopPart.Total, ms), 0.01);
    }

    [Theory]
    [InlineData(2, 0, false)]
    [InlineData(12, 0, true)]
    [InlineData(12, 10, false)]
    [InlineData(60, 10, true)]
    public void FlagGrew_BesideWhatIsUsual_TellsNewsFromHabit(int now, double usually, bool grew)
    {
        var hop = Create(TestHop.Client().Flagged(ResponseFlag.UpstreamRequestTimeout, now, usually));

        Assert.Equal(grew, hop.FlagGrew(ResponseFlag.UpstreamRequestTimeout));
        Assert.Equal(now / 400.0, hop.FlagShare(ResponseFlag.UpstreamRequestTimeout), 0.0001);
    }

    [Fact]
    public void FlagGrew_AsMuchAsTheTraffic_IsHabit()
    {
        var hop = Create(new TestHop(AccessReporter.Client, requests: 4000, usually: 400).Flagged(ResponseFlag.NoHealthyUpstream, 80, usually: 8));

        Assert.False(hop.FlagGrew(ResponseFlag.NoHealthyUpstream));
    }

    [Fact]
    public void FlagGrew_AFewOfManyRequests_HurtsNobody()
    {
        var hop = Create(new TestHop(AccessReporter.Client, requests: 100_000, usually: 100_000).Flagged(ResponseFlag.UpstreamConnectionTermination, 9));

        Assert.False(hop.FlagGrew(ResponseFlag.UpstreamConnectionTermination));
    }

    [Fact]
    public void AttemptsPerRequest_WhereNoRecordTells_IsOne()
    {
        var delta = new HopDelta { Reporter = AccessReporter.Client, Ended = 10 };

        Assert.Equal(1, new HopView(delta, null).AttemptsPerRequest);
        Assert.Equal(1.5, Create(TestHop.Client().Retried(100, 600)).AttemptsPerRequest);
        Assert.Equal(0.25, Create(TestHop.Client().Retried(100, 600)).RetriedShare);
    }

    [Fact]
    public void AnsweredWithError_IsWhatNoFlagExplains()
    {
        var hop = Create(TestHop.Server().Failed(50).Flagged(ResponseFlag.UpstreamConnectionFailure, 20).Flagged(ResponseFlag.DelayInjected, 400));

        Assert.Equal(30UL, hop.AnsweredWithError);
    }

    private static HopView Create(TestHop hop)
    {
        var snapshot = new EdgeSnapshot();
        hop.AddTo(snapshot);
        return HopsView.Logged(snapshot).All.Single();
    }
}
