using MeshLens.Grains.Duties;
using MeshLens.Grains.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace MeshLens.Grains.Tests.Duties;

public sealed class DutyGrainTests
{
    private static readonly TimeSpan Term = TimeSpan.FromSeconds(30);
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Take_WhileAnotherServerHasIt_IsRefused()
    {
        await using var cluster = await EdgeCluster.Start(_time);
        var duty = cluster.Duty("alerts");

        Assert.True(await duty.Take("one", Term));
        Assert.False(await duty.Take("other", Term));
        _time.Advance(Term / 2);
        Assert.True(await duty.Take("one", Term));
        _time.Advance(Term / 2);
        Assert.False(await duty.Take("other", Term));
    }

    [Fact]
    public async Task Take_AfterATermWithoutAWord_IsAnothers()
    {
        await using var cluster = await EdgeCluster.Start(_time);
        var duty = cluster.Duty("alerts");
        await duty.Take("one", Term);

        _time.Advance(Term);

        Assert.True(await duty.Take("other", Term));
        Assert.False(await duty.Take("one", Term));
    }

    [Fact]
    public async Task Take_AfterItWasLeft_NeedsNoWait()
    {
        await using var cluster = await EdgeCluster.Start(_time);
        var duty = cluster.Duty("alerts");
        await duty.Take("one", Term);

        await duty.Leave("other");
        Assert.False(await duty.Take("other", Term));
        await duty.Leave("one");
        Assert.True(await duty.Take("other", Term));
    }

    [Fact]
    public async Task Take_AfterItsSiloWasLost_WaitsForWhoeverMayStillHaveIt()
    {
        await using var cluster = await EdgeCluster.Start(_time, silos: 2);
        var duty = cluster.Duty("alerts");

        Assert.False(await duty.Take("one", Term));
        _time.Advance(Term);
        Assert.True(await duty.Take("one", Term));
    }
}
