using Kernel.Tests.Host;
using LibBpfSharp;
using MeshLens.Agent.Cost;
using MeshLens.Agent.Options;
using MeshLens.Lab.Namespaces;

namespace Kernel.Tests.Agent;

public sealed class BpfClockTests : IDisposable
{
    private const int Share = 10;

    private readonly NetworkNamespace _here = NetworkNamespace.Create("here");

    [RootFact]
    public void Seconds_WhileAnotherToolKeepsStatisticsOn_AreOfTheSampledIntervalsOnly()
    {
        using var watch = ConnectionWatch.Start(_here);
        using var other = BpfStats.Enable();
        var program = watch.Object.Programs["state"];
        using var clock = new BpfClock([program], BpfTiming.Sampled, permitted: true);
        for (var interval = 0; interval <= Share; interval++)
        {
            clock.Tick();
            if (interval == 1)
            {
                ShortConnections.Run(_here, 200);
            }
        }

        clock.Tick();

        Assert.InRange(clock.Seconds, 0, program.GetStatistics().RunTimeNanoseconds * 1e-9);
    }

    public void Dispose() => _here.Dispose();
}
