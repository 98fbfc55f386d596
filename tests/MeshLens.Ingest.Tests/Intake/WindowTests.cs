using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Windows;
using MeshLens.Ingest.Intake;
using MeshLens.Ingest.Tests.Rig;

namespace MeshLens.Ingest.Tests.Intake;

public sealed class WindowTests
{
    // Three seconds into a window.
    private static readonly long Open = WindowGrid.IndexOf(IngestRig.Start);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2_499, 0)]
    [InlineData(2_501, -1)]
    [InlineData(62_000, -6)]
    public async Task Batch_Age_DecidesTheWindowByTheMiddleOfItsInterval(uint ageMs, int windowsAgo)
    {
        using var rig = IngestRig.Create();
        var agent = Create(rig);
        agent.Send(TestAgent.NewCounters(1, 7, ageMs));

        var window = Assert.Single(Assert.Single(await rig.FlushAsync()).Windows);

        Assert.Equal((Open + windowsAgo, ageMs), (window.Window, window.AgeMs));
    }

    [Theory]
    [InlineData(3600)]
    [InlineData(-3600)]
    public async Task Batch_WallClockSteps_WindowsGoOn(int seconds)
    {
        using var rig = IngestRig.Create();
        var agent = Create(rig);
        agent.Send(TestAgent.NewCounters(1, 1));

        rig.Time.StepWall(TimeSpan.FromSeconds(seconds));
        rig.Time.Advance(TimeSpan.FromSeconds(10));
        agent.Send(TestAgent.NewCounters(1, 1));

        var windows = Assert.Single(await rig.FlushAsync()).Windows.Select(window => window.Window);
        Assert.Equal([Open, Open + 1], windows);
    }

    [Theory]
    [InlineData(300_001u, 1000u)]
    [InlineData(uint.MaxValue, 1000u)]
    [InlineData(0u, 60_001u)]
    [InlineData(0u, uint.MaxValue)]
    public async Task Batch_AbsurdAgeOrInterval_IsRefusedButItsFlowsAreKept(uint ageMs, uint intervalMs)
    {
        using var rig = IngestRig.Create();
        var agent = rig.Connect();
        var flow = TestAgent.Client(1, "10.0.0.1", "10.0.0.2", 80, "curl");
        var batch = TestAgent.NewCounters(1, 7, ageMs);
        batch.IntervalMs = intervalMs;
        batch.Flows.Add(flow);
        agent.Send(batch);
        agent.SendTurns(flow);

        Assert.Equal(1, Assert.Single(await rig.FlushAsync()).Windows.Sum(window => window.Signals.Count));
        Assert.Equal(1, rig.Instruments.Refused(Fault.AbsurdAge));
    }

    [Fact]
    public async Task Batches_OfOneWindow_MergeIntoOneDelta()
    {
        using var rig = IngestRig.Create();
        var agent = Create(rig);
        var flow = TestAgent.Client(1, "10.0.0.1", "10.0.0.2", 80, "curl");
        for (var i = 0; i < 5; i++)
        {
            agent.Send(TestAgent.NewCounters(1, 7));
            agent.SendTurns(flow);
        }

        var window = Assert.Single(Assert.Single(await rig.FlushAsync()).Windows);

        Assert.Equal(5UL, Assert.Single(window.Signals).Histogram.Count);
        Assert.Equal(new CounterDelta(Counter.Turns, 35), Assert.Single(window.Counters));
        Assert.Equal((End.Client, Leg.Direct), (window.End, window.Leg));
    }

    [Fact]
    public async Task FirstWindow_OfAnAgent_IsPartialAndTheNextIsNot()
    {
        using var rig = IngestRig.Create();
        var agent = Create(rig);
        agent.Send(TestAgent.NewCounters(1, 1));
        rig.Time.Advance(TimeSpan.FromSeconds(10));
        agent.Send(TestAgent.NewCounters(1, 1));

        Assert.Equal([true, false], Assert.Single(await rig.FlushAsync()).Windows.Select(window => window.Partial));
    }

    private static TestAgent Create(IngestRig rig)
    {
        var agent = rig.Connect();
        agent.Define(TestAgent.Client(1, "10.0.0.1", "10.0.0.2", 80, "curl"));
        return agent;
    }
}
