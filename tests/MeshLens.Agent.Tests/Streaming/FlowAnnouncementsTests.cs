using System.Buffers;
using MeshLens.Agent.Streaming;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Tests.Streaming;

public sealed class FlowAnnouncementsTests
{
    private static FlowAnnouncements Create(params uint[] flows)
    {
        var announcements = new FlowAnnouncements();
        foreach (var id in flows)
        {
            announcements.Add(new() { Id = id });
        }

        return announcements;
    }

    [Fact]
    public void Retire_OfAFlowTheServerKnows_IsToldOnce()
    {
        var announcements = Create(7);
        Drain(announcements);

        announcements.Retire([7]);

        var retired = Retired(announcements);
        Assert.Equal([7U], retired);
        announcements.Remove(retired);
        Assert.Empty(Retired(announcements));
        Assert.Equal(0, announcements.Count);
    }

    [Fact]
    public void Retire_OfAFlowTheServerNeverHeardOf_ForgetsIt()
    {
        var announcements = Create(7, 8);

        announcements.Retire([7]);

        Assert.Equal(1, announcements.Count);
        Assert.Empty(Retired(announcements));
        Assert.Equal([8U], Drain(announcements));
    }

    [Fact]
    public void Restart_WithRetiredFlows_ForgetsThemAndAnnouncesTheOthersAgain()
    {
        var announcements = Create(7, 8);
        Drain(announcements);
        announcements.Retire([7]);

        announcements.Restart();

        Assert.Empty(Retired(announcements));
        Assert.Equal([8U], Drain(announcements));
    }

    [Fact]
    public void Add_OfAMillionFlowsThatEndWhileTheServerIsAway_KeepsOnlyTheLiveOnes()
    {
        var announcements = Create(1, 2, 3);
        for (uint id = 10; id < 1_000_000; id++)
        {
            announcements.Add(new() { Id = id });
            announcements.Retire([id]);
        }

        Assert.Equal(3, announcements.Count);
        Assert.InRange(announcements.PendingCount, 3, 2000);
        Assert.Equal([1U, 2U, 3U], Drain(announcements));
    }

    private static List<uint> Retired(FlowAnnouncements announcements)
    {
        var retired = new List<uint>();
        announcements.CopyRetiredTo(retired);
        return retired;
    }

    private static IEnumerable<uint> Drain(FlowAnnouncements announcements)
    {
        var writer = new ArrayBufferWriter<byte>();
        Assert.False(announcements.Drain(writer, int.MaxValue));
        return Batch.Parser.ParseFrom(writer.WrittenSpan).Flows.Select(flow => flow.Id);
    }
}
