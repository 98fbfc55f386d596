using MeshLens.Agent.Aggregation;
using MeshLens.Agent.Kernel;
using MeshLens.Agent.Watching;

namespace MeshLens.Agent.Tests.Watching;

public sealed class LeavingFlowsTests
{
    private readonly FlowTable _table = new(capacity: 16);
    private readonly List<uint> _retired = [];

    private LeavingFlows Create(params uint[] flows)
    {
        var leaving = new LeavingFlows(_table);
        foreach (var id in flows)
        {
            _table.TryAdd(id, Role.Client, 0, now: 0);
            leaving.Add(id);
        }

        return leaving;
    }

    [Fact]
    public void Retire_OfAFlowThatStayedQuiet_TellsItOnce()
    {
        var leaving = Create(1, 2);

        leaving.Retire(quiet: 10, _retired.Add);
        leaving.Retire(quiet: 20, _retired.Add);

        Assert.Equal([1U, 2U], _retired.Order());
    }

    [Fact]
    public void Retire_OfAFlowThatGotAConnectionAsItLeft_WaitsUntilThatIsQuiet()
    {
        var leaving = Create(1);
        _table.TryTouch(1, now: 15, out _);

        leaving.Retire(quiet: 10, _retired.Add);
        Assert.Empty(_retired);

        leaving.Retire(quiet: 20, _retired.Add);
        Assert.Equal([1U], _retired);
    }
}
