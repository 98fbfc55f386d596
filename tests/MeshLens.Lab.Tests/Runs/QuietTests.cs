using MeshLens.Lab.Mesh;
using MeshLens.Lab.Runs;

namespace MeshLens.Lab.Tests.Runs;

public sealed class QuietTests
{
    private static readonly MeshPlan Plan = MeshPlan.Shop();
    private readonly JumpingTime _time = new();

    [Fact]
    public async Task Await_EdgesBecomingHealthy_TakesThatLongMore()
    {
        var subject = Create(edge => edge == Plan.Edges[2] && _time.Now.TotalSeconds < 40 ? "undetermined" : "healthy");

        await subject.AwaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.InRange(_time.Now.TotalSeconds, 60, 61);
    }

    [Fact]
    public async Task Await_NeverHealthy_SaysWhichEdge()
    {
        var subject = Create(edge => edge == Plan.Edges[2] ? "network/rtt" : "healthy");

        var failure = await Assert.ThrowsAsync<LabException>(() => subject.AwaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));

        Assert.Contains("orders → payments: network/rtt", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CountAlarms_TwoEpisodes_AreTwo()
    {
        var subject = Create(edge => edge == Plan.Edges[0] && _time.Now.TotalSeconds is (> 10 and < 30) or (> 50 and < 60) ? "application/caller" : "healthy");

        var alarms = await subject.CountAlarmsAsync(TimeSpan.FromSeconds(100), TestContext.Current.CancellationToken);

        Assert.Equal(["client → frontend: application/caller", "client → frontend: application/caller"], alarms);
    }

    private Quiet Create(Func<LabEdge, string> script) =>
        new(new VerdictWatch(new ScriptedVerdicts(Plan, script), Plan, _time, TimeSpan.FromMilliseconds(500)), Plan);
}
