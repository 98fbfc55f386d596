using System.Net;
using MeshLens.Agent.Listeners;

namespace MeshLens.Agent.Tests.Listeners;

public sealed class ListenerTrackerTests
{
    private static ListenerTracker Create(int capacity = 10) => new(capacity);

    private static ListeningSocket Socket(ulong cookie, uint? drops = 0, uint backlog = 0) =>
        new(10, 99, IPAddress.Any, 80, cookie + 1000, cookie, 0, drops, backlog, 128);

    [Fact]
    public void Report_SocketOlderThanTheAgent_TellsOnlyGrowth()
    {
        var tracker = Create();
        tracker.Look([Socket(1, drops: 500)]);
        tracker.Look([Socket(1, drops: 507)]);

        Assert.Equal(7ul, Assert.Single(tracker.Report()).Drops);
        Assert.Equal(0ul, Assert.Single(tracker.Report()).Drops);
    }

    [Fact]
    public void Report_SocketMadeSince_CountsFromItsStart()
    {
        var tracker = Create();
        tracker.Look([]);
        tracker.Look([Socket(1, drops: 5)]);

        Assert.Equal(5ul, Assert.Single(tracker.Report()).Drops);
    }

    [Fact]
    public void Report_SharedPort_KeepsSocketsApart()
    {
        var tracker = Create();
        tracker.Look([Socket(1), Socket(2)]);
        tracker.Look([Socket(1, drops: 3), Socket(2, drops: 4)]);

        Assert.Equal([3ul, 4ul], tracker.Report().Select(report => report.Drops));
    }

    [Fact]
    public void Report_CounterWrapped_TellsTheGrowth()
    {
        var tracker = Create();
        tracker.Look([Socket(1, drops: uint.MaxValue - 1)]);
        tracker.Look([Socket(1, drops: 3)]);

        Assert.Equal(5ul, Assert.Single(tracker.Report()).Drops);
    }

    [Fact]
    public void Report_BacklogRoseAndFell_TellsItsPeak()
    {
        var tracker = Create();
        tracker.Look([Socket(1, backlog: 2)]);
        tracker.Look([Socket(1, backlog: 9)]);
        tracker.Look([Socket(1, backlog: 1)]);

        Assert.Equal(9u, Assert.Single(tracker.Report()).PeakBacklog);
        Assert.Equal(1u, Assert.Single(tracker.Report()).PeakBacklog);
    }

    [Fact]
    public void Report_SocketClosed_IsToldOnceMore()
    {
        var tracker = Create();
        tracker.Look([Socket(1)]);
        tracker.Look([Socket(1, drops: 3)]);
        tracker.Look([]);

        Assert.Equal(3ul, Assert.Single(tracker.Report()).Drops);
        Assert.Empty(tracker.Report());
    }

    [Fact]
    public void Report_DropsUnknown_TellsNone()
    {
        var tracker = Create();
        tracker.Look([Socket(1, drops: null)]);
        tracker.Look([Socket(1, drops: 8)]);

        Assert.Equal(0ul, Assert.Single(tracker.Report()).Drops);
    }

    [Fact]
    public void Look_MoreThanFit_ShedsAndCounts()
    {
        var tracker = Create(capacity: 2);
        tracker.Look([Socket(1), Socket(2), Socket(3)]);

        Assert.Equal(2, tracker.Report().Count);
        Assert.Equal(1, tracker.Shed);
    }
}
