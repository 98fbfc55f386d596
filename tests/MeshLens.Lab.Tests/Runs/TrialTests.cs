using MeshLens.Lab.Faults;
using MeshLens.Lab.Mesh;
using MeshLens.Lab.Runs;

namespace MeshLens.Lab.Tests.Runs;

public sealed class TrialTests
{
    private const string Healthy = "healthy";
    private static readonly MeshPlan Plan = MeshPlan.Shop();
    private static readonly LabEdge Faulted = Plan.Edges[1];
    private readonly JumpingTime _time = new();

    [Fact]
    public async Task Verdict_RightAndLasting_IsRightWithItsTimes()
    {
        var result = await Run((edge, since, broken) => edge == Faulted && (broken ? since > 9 : since < 14) ? "network/syn-loss" : Healthy);

        Assert.True(result.ClassRight);
        Assert.True(result.CauseRight);
        Assert.InRange(result.VerdictSeconds!.Value, 9, 10);
        Assert.InRange(result.RecoverySeconds!.Value, 14, 15);
        Assert.Empty(result.WrongNetwork);
    }

    [Fact]
    public async Task Verdict_ThatChangesItsMind_IsNotRight()
    {
        var result = await Run((edge, since, broken) => edge == Faulted && broken && since > 9 ? since < 15 ? "network/syn-loss" : "application/backlog" : Healthy);

        Assert.Equal("network/syn-loss, then application/backlog", result.Said);
        Assert.False(result.ClassRight);
    }

    [Fact]
    public async Task Verdict_OfTheRightClassOnly_IsHalfRight()
    {
        var result = await Run((edge, _, broken) => edge == Faulted && broken ? "network/rtt" : Healthy);

        Assert.True(result.ClassRight);
        Assert.False(result.CauseRight);
    }

    [Fact]
    public async Task Verdict_ThatNeverComes_IsNothing()
    {
        var result = await Run((_, _, _) => Healthy);

        Assert.Equal("nothing", result.Said);
        Assert.Null(result.VerdictSeconds);
        Assert.False(result.ClassRight);
    }

    [Fact]
    public async Task Undetermined_IsNoVerdict()
    {
        var result = await Run((edge, since, broken) => edge == Faulted && broken ? since > 20 ? "network/syn-loss" : "undetermined" : Healthy);

        Assert.InRange(result.VerdictSeconds!.Value, 20, 21);
    }

    [Fact]
    public async Task Network_OnAnotherEdge_IsWrongHoweverShort()
    {
        var result = await Run((edge, since, broken) => edge == Faulted && broken
            ? "network/syn-loss"
            : edge == Plan.Edges[0] && !broken && since is > 3 and < 4 ? "network/rtt" : Healthy);

        Assert.Equal([$"{Plan.Edges[0]}: network/rtt"], result.WrongNetwork);
    }

    [Fact]
    public async Task Network_OnAnEdgeWithAnApplicationFault_IsWrong()
    {
        var result = await Run((edge, _, broken) => edge == Faulted && broken ? "network/rtt" : Healthy, new SlowHandlerFault());

        Assert.Equal([$"{Faulted}: network/rtt"], result.WrongNetwork);
    }

    [Fact]
    public async Task Recovery_ThatRelapses_CountsFromTheLastTime()
    {
        var result = await Run((edge, since, broken) => edge == Faulted && (broken || since is < 5 or (> 8 and < 20)) ? "network/syn-loss" : Healthy);

        Assert.InRange(result.RecoverySeconds!.Value, 20, 21);
    }

    [Fact]
    public async Task Recovery_ThatNeverComes_IsNone()
    {
        var result = await Run((edge, _, _) => edge == Faulted ? "network/syn-loss" : Healthy);

        Assert.Null(result.RecoverySeconds);
    }

    [Fact]
    public async Task Trial_Cancelled_TakesTheFaultAway()
    {
        using var cancellation = new CancellationTokenSource();
        var undone = 0;
        var undo = new Undo();
        undo.Add(() => undone++);
        var trial = Create(_ =>
        {
            cancellation.Cancel();
            return Healthy;
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => trial.RunAsync(Case(new SynLossFault()), () => undo, cancellation.Token));

        Assert.Equal(1, undone);
    }

    /// <param name="script">What is said of an edge, by the seconds since the fault began (true) or ended (false).</param>
    private Task<TrialResult> Run(Func<LabEdge, double, bool, string> script, IFault? fault = null)
    {
        var broken = false;
        var changed = TimeSpan.Zero;
        var trial = Create(edge => script(edge, (_time.Now - changed).TotalSeconds, broken));
        return trial.RunAsync(Case(fault ?? new SynLossFault()), () => Change(true), TestContext.Current.CancellationToken);

        Undo Change(bool to)
        {
            (broken, changed) = (to, _time.Now);
            var undo = new Undo();
            undo.Add(() => (broken, changed) = (false, _time.Now));
            return undo;
        }
    }

    private static TrialCase Case(IFault fault) => new(fault, Faulted, 0.5, TimeSpan.FromSeconds(3));

    private Trial Create(Func<LabEdge, string> script)
    {
        var source = new ScriptedVerdicts(Plan, script);
        var times = new TrialTimes();
        return new Trial(new VerdictWatch(source, Plan, _time, times.Poll), new SnapshotRecorder(source, folder: null), Plan, times);
    }
}
