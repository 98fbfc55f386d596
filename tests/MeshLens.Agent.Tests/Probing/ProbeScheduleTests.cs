using System.Net;
using MeshLens.Agent.Probing;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Tests.Probing;

public sealed class ProbeScheduleTests
{
    private const long Second = 1_000_000;

    private static ProbeSchedule Create(int peers, long now = 0)
    {
        var schedule = new ProbeSchedule("node-a", Second);
        schedule.Use([.. Enumerable.Range(0, peers).Select(static i => new PeerTally($"p{i}", new(new(IPAddress.Loopback, 1), ProbeProtocol.Tcp)))], now);
        return schedule;
    }

    [Fact]
    public void Take_OverAMinute_GivesEachPeerOncePerPeriodEvenlySpread()
    {
        var schedule = Create(10);
        var sent = new List<(string Peer, long At)>();
        for (long now = 0; now < 60 * Second; now += 1_000)
        {
            while (schedule.Take(now) is { } peer)
            {
                sent.Add((peer.Node, now));
            }
        }

        Assert.All(sent.CountBy(static each => each.Peer), static peer => Assert.Equal(60, peer.Value));
        Assert.All(sent.Zip(sent.Skip(1), static (one, next) => next.At - one.At), static pause => Assert.InRange(pause, 90_000, 110_000));
        Assert.Equal(0UL, schedule.Skipped);
    }

    [Fact]
    public void Take_AfterALongSleep_SkipsWholePeriodsAndSendsNoBurst()
    {
        var schedule = Create(10);
        var late = 5 * Second;

        Assert.NotNull(schedule.Take(late));

        Assert.Null(schedule.Take(late));
        Assert.Equal(late + (Second / 40), schedule.Next);
        Assert.InRange(schedule.Skipped, 4UL, 5UL);
    }

    [Fact]
    public void Next_WithoutPeers_IsNever()
    {
        Assert.Null(Create(0).Next);
        Assert.Null(Create(0).Take(Second));
    }

    [Fact]
    public void Use_TwoNodes_AreNotInStep()
    {
        var (one, other) = (new ProbeSchedule("node-a", Second), new ProbeSchedule("node-b", Second));
        PeerTally[] peers = [new("p", new(new(IPAddress.Loopback, 1), ProbeProtocol.Tcp))];
        one.Use(peers, 0);
        other.Use(peers, 0);

        Assert.NotEqual(one.Next, other.Next);
    }
}
