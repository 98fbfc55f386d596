using Kernel.Tests.Host;
using MeshLens.Agent.Host;
using MeshLens.Agent.Pressure;
using MeshLens.Agent.Processes;

namespace Kernel.Tests.Pressure;

public sealed class PressureSamplerTests
{
    private static readonly HostFiles Files = new();

    private static PressureSampler Create() => new(Files, TimeProvider.System, CgroupMounts.Read(Files));

    // The identity holds the cgroup, so it is read after the process was moved.
    private static Func<PressureSample?> Looking(PressureSampler sampler, int process)
    {
        var identity = new ProcessDirectory(Files, TimeProvider.System).Find(process);
        sampler.Look([identity]);
        return () => sampler.Look([identity]).SingleOrDefault();
    }

    [RootFact]
    public async Task Look_ProcessOverItsQuota_ShowsThrottling()
    {
        using var cgroup = QuotaCgroup.Create(quota: TimeSpan.FromMilliseconds(5), period: TimeSpan.FromMilliseconds(50));
        using var busy = BusyProcess.Create();
        cgroup.Take(busy.ProcessId);

        var look = Looking(Create(), busy.ProcessId);
        var sample = await Eventually.Seen("throttling", look, seen => seen.Throttling.Periods > 0 && seen.Throttling.ThrottledNs > 0);

        Assert.True(sample.Throttling.ThrottledNs / sample.Throttling.Periods < 500_000_000, "a period has 50 ms; its end may be told late");
        Assert.True(sample.CpuNs < sample.Interval.TotalNanoseconds * 0.9);
    }

    [RootFact]
    public async Task Look_TwoOnOneCpu_ShowsTheWaitOfEach()
    {
        using var victim = BusyProcess.Create();
        using var hog = BusyProcess.Create();

        var look = Looking(Create(), victim.ProcessId);
        var sample = await Eventually.Seen(
            "waiting for a processor",
            look,
            seen => seen.RunQueueNs > seen.Interval.TotalNanoseconds * 0.25 && seen.Interval.TotalMilliseconds > 40);

        Assert.Equal(0ul, sample.Throttling.Periods);
    }

    [RootFact]
    public async Task Look_IdleProcess_ShowsNoWait()
    {
        using var idle = ForeignNamespace.Create();
        var look = Looking(Create(), idle.ProcessId);

        // It may still be on its way to sleep; then it neither waits nor runs.
        var sample = await Eventually.Seen("a process that sleeps", look, seen => seen.RunQueueNs == 0 && seen.CpuNs == 0);

        Assert.Equal(0ul, sample.CpuNs);
    }
}
