using MeshLens.Lab.Faults;
using MeshLens.Lab.Mesh;
using MeshLens.Lab.Runs;
using MeshLens.Lab.Runs.Alerts;

namespace MeshLens.Lab.Tests.Runs.Alerts;

public sealed class AlertTrialTests
{
    private static readonly MeshPlan Plan = MeshPlan.OverNodes([0, 1]);
    private static readonly LabEdge Faulted = Plan.Edges[1];
    private static readonly AlertExpectation OfEdge = new(Faulted, null);
    private static readonly AlertExpectation OfPair = new(null, (Plan.Nodes[0], Plan.Nodes[1]));
    private readonly JumpingTime _time = new();

    [Fact]
    public async Task Page_OfTheEdge_IsRightWithItsTime()
    {
        var result = await Run(OfEdge, (since, broken) => broken && since > 30 ? [Page("1", Faulted)] : []);

        Assert.True(result.IsRight);
        Assert.InRange(result.Seconds!.Value, 30, 32);
    }

    [Fact]
    public async Task Page_ThatNeverComes_IsMissed()
    {
        var result = await Run(OfEdge, static (_, _) => []);

        Assert.True(result.IsMissed);
        Assert.Equal(0, result.Wrong);
    }

    [Fact]
    public async Task Page_LaterThanTheFaultMustLast_Counts()
    {
        var result = await Run(OfEdge, static (since, broken) => broken && since > 80 ? [Page("1", Faulted)] : []);

        Assert.True(result.IsRight);
    }

    [Fact]
    public async Task Page_ForAFaultOfTheApplication_IsWrong()
    {
        var result = await Run(AlertExpectation.Nothing, static (since, broken) => broken && since > 30 ? [Page("1", Faulted)] : []);

        Assert.Equal(1, result.Wrong);
        Assert.False(result.IsMissed);
    }

    [Fact]
    public async Task Page_OfAnotherEdgeWhileItRecovers_IsWrong()
    {
        var result = await Run(OfEdge, static (since, broken) => broken && since > 30 ? [Page("1", Faulted)] : !broken && since < 20 ? [Page("2", Plan.Edges[0])] : []);

        Assert.Equal(1, result.Wrong);
        Assert.False(result.IsMissed);
    }

    [Fact]
    public async Task Pages_TwoOfABadPair_AreOneTooMany()
    {
        var result = await Run(OfPair, static (_, broken) => broken ? [Pair("1"), Page("2", Faulted)] : []);

        Assert.Equal(1, result.Wrong);
        Assert.False(result.IsMissed);
    }

    [Fact]
    public async Task Page_OfOneEdgeOfABadPair_IsMissedAndWrong()
    {
        var result = await Run(OfPair, static (_, broken) => broken ? [Page("1", Faulted)] : []);

        Assert.True(result.IsMissed);
        Assert.Equal(1, result.Wrong);
    }

    [Fact]
    public async Task Page_OfAnotherMesh_IsNobodysHere()
    {
        var other = MeshPlan.OverNodes([2, 3]);

        var result = await Run(AlertExpectation.Nothing, (_, broken) => broken ? [Page("1", Faulted, plan: other)] : []);

        Assert.True(result.IsRight);
    }

    [Fact]
    public async Task Ticket_IsNoPage() =>
        Assert.True((await Run(AlertExpectation.Nothing, static (_, broken) => broken ? [Page("1", Faulted, severity: "ticket")] : [])).IsRight);

    [Fact]
    public async Task Page_FromBefore_DoesNotCount()
    {
        var watch = Watch(() => new([Page("0", Faulted)], []));
        await watch.UntilAsync(TimeSpan.FromSeconds(1), static _ => true, TestContext.Current.CancellationToken);

        watch.Forget();
        await watch.UntilAsync(TimeSpan.FromSeconds(1), static _ => true, TestContext.Current.CancellationToken);

        Assert.Empty(watch.Pages);
    }

    /// <param name="script">Which alerts fire, by the seconds since the fault began (true) or ended (false).</param>
    private Task<AlertResult> Run(AlertExpectation expected, Func<double, bool, IReadOnlyList<SeenAlert>> script)
    {
        var (broken, changed) = (false, TimeSpan.Zero);
        var watch = Watch(() => new(script((_time.Now - changed).TotalSeconds, broken), []));
        var trial = new AlertTrial(watch, new SnapshotRecorder(new ScriptedVerdicts(Plan, static _ => SeenEdge.Healthy), folder: null), Plan, new AlertTimes());
        var scenario = new AlertScenario("subject", "subject", Break, expected, TimeSpan.FromSeconds(3));
        return trial.RunAsync(scenario, TestContext.Current.CancellationToken);

        Undo Break()
        {
            (broken, changed) = (true, _time.Now);
            var undo = new Undo();
            undo.Add(() => (broken, changed) = (false, _time.Now));
            return undo;
        }
    }

    private PageWatch Watch(Func<SeenAlerts?> script) => new(new ScriptedAlerts(script), Plan, _time, TimeSpan.FromSeconds(1));

    private static SeenAlert Page(string id, LabEdge edge, string severity = "page", MeshPlan? plan = null) => new()
    {
        Id = id,
        Severity = severity,
        Class = "network",
        Cause = "rtt",
        Subject = new("edge", $"{edge}", []),
        Members = [Member(plan ?? Plan, edge)],
    };

    private static SeenAlert Pair(string id) => Page(id, Faulted) with
    {
        Subject = new(SeenSubject.NodePair, "node-1|node-2", ["node-1", "node-2"]),
        Members = [Member(Plan, Faulted), Member(Plan, Plan.Edges[4])],
    };

    private static SeenMember Member(MeshPlan plan, LabEdge edge) => new($"~{plan.Namespace}~{edge.Source}~{plan.Namespace}~{edge.Destination}~8080");
}
