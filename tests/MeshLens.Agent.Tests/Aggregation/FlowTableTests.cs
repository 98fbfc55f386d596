using MeshLens.Agent.Aggregation;
using MeshLens.Agent.Kernel;

namespace MeshLens.Agent.Tests.Aggregation;

public sealed class FlowTableTests
{
    private static FlowTable Create() => new(capacity: 2);

    [Fact]
    public void TryAdd_BeyondTheCapacity_IsRefused()
    {
        var table = Create();

        Assert.True(table.TryAdd(1, Role.Client, 10, 0));
        Assert.True(table.TryAdd(2, Role.Client, 10, 0));
        Assert.False(table.TryAdd(3, Role.Client, 10, 0));
    }

    [Fact]
    public void ProcessIds_WhenTheLastFlowOfAProcessEnds_ForgetsIt()
    {
        var table = Create();
        table.TryAdd(1, Role.Client, 10, 0);
        table.TryAdd(2, Role.Server, 10, 0);

        table.Remove(1);
        Assert.Equal([10], table.ProcessIds);
        table.Remove(2);
        Assert.Empty(table.ProcessIds);
    }

    [Fact]
    public void IsIdle_AfterATouch_CountsFromThere()
    {
        var table = Create();
        table.TryAdd(1, Role.Server, 10, now: 100);

        Assert.True(table.IsIdle(1, since: 200));
        Assert.True(table.TryTouch(1, now: 300, out var role));
        Assert.Equal(Role.Server, role);
        Assert.False(table.IsIdle(1, since: 200));
    }

    [Fact]
    public void IsAmongFirst_OfAFlow_IsTrueForSoManyOnly()
    {
        var table = Create();
        table.TryAdd(1, Role.Client, 10, 0);

        Assert.Equal([true, true, false, false], Enumerable.Range(0, 4).Select(_ => table.IsAmongFirst(1, first: 2)));
        Assert.False(table.IsAmongFirst(9, first: 2));
    }

    [Fact]
    public void TryTouch_OfAnUnknownFlow_Fails() => Assert.False(Create().TryTouch(9, 0, out _));
}
