using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Tests.Simulation;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Tests.Baselines;

/// <summary>Faults behind an edge come and go, and some of their windows pass as quiet there: they may not become its normal.</summary>
public sealed class StainedBaselineTests
{
    private const int QuietWindows = 60;
    private const int Cycles = 14;
    private const int WindowsPerCycle = 8;

    private const double LastFault = (QuietWindows + (Cycles * WindowsPerCycle)) * 10;

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.05)]
    [InlineData(0.2)]
    public void SlowHandler_AfterFaultsBehindTheEdge_IsNamed(double waitingShare)
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var run = Create(seed, waitingShare);
            run.Steps(QuietWindows + (Cycles * WindowsPerCycle));
            var learned = Turns(run);

            Assert.True(learned.MeanNs < 17e6 && learned.MeanSpreadNs < 4e6, $"seed {seed}: {learned.MeanNs / 1e6} ± {learned.MeanSpreadNs / 1e6} ms");
            Assert.Equal(Cause.SlowHandler, run.Steps(3).Cause);
        }
    }

    // Faults of different lengths, each beginning and ending at another moment of its window.
    private static EdgeRun Create(int seed, double waitingShare)
    {
        var random = new Random(seed);
        var faults = Enumerable.Range(0, Cycles)
            .Select(cycle => ((QuietWindows + (cycle * WindowsPerCycle)) * 10) + (10 * random.NextDouble()))
            .Select(from => new Fault(FaultKind.Waiting, waitingShare, from, from + 20 + (20 * random.NextDouble())))
            .Append(new Fault(FaultKind.SlowHandler, 23, LastFault, double.PositiveInfinity));
        return new(new TrafficProfile { HandlerMs = 12, HandlerSigma = 0.1 }, seed, [.. faults]);
    }

    private static SignalBaseline Turns(EdgeRun run) =>
        run.State.Snapshot!.Find(Leg.Direct, End.Client)!.Find(Signal.Turn)!.Value.Baseline!;
}
