using MeshLens.Agent.Pressure;
using MeshLens.Agent.Processes;
using MeshLens.Agent.Tests.Host;
using Microsoft.Extensions.Time.Testing;

namespace MeshLens.Agent.Tests.Pressure;

public sealed class PressureSamplerTests
{
    private readonly FakeHostFiles _files = new();
    private readonly FakeTimeProvider _time = new();

    private PressureSampler Create(int maximumThreads = 100) =>
        new(_files, _time, new CgroupMounts("/cg", "/cpu"), maximumThreads);

    private static ProcessIdentity Process(int id, ulong start = 1) =>
        ProcessIdentity.Gone(id, "p") with { StartTicks = start, Cgroups = new CgroupMembership("/pod/box", "/pod/box", "/pod/box") };

    private void Thread(int process, int thread, ulong cpu, ulong wait) =>
        _files.With($"/proc/{process}/task/{thread}/schedstat", $"{cpu} {wait} 5\n");

    private void Second() => _time.Advance(TimeSpan.FromSeconds(1));

    [Fact]
    public void Look_First_TellsNothing()
    {
        Thread(7, 7, 100, 50);

        Assert.Empty(Create().Look([Process(7)]));
    }

    [Fact]
    public void Look_Again_SumsTheGrowthOfItsThreads()
    {
        var sampler = Create();
        Thread(7, 7, 100, 50);
        Thread(7, 8, 1000, 500);
        sampler.Look([Process(7)]);
        Thread(7, 7, 110, 53);
        Thread(7, 8, 1200, 540);
        Second();

        var sample = Assert.Single(sampler.Look([Process(7)]));

        Assert.Equal((210ul, 43ul, TimeSpan.FromSeconds(1)), (sample.CpuNs, sample.RunQueueNs, sample.Interval));
    }

    [Fact]
    public void Look_ThreadsComeAndGo_NeverShrinks()
    {
        var sampler = Create();
        Thread(7, 7, 100, 50);
        Thread(7, 8, 9000, 9000);
        sampler.Look([Process(7)]);
        _files.Without("/proc/7/task/8/");
        Thread(7, 7, 110, 50);
        Thread(7, 9, 30, 20);
        Second();

        var sample = Assert.Single(sampler.Look([Process(7)]));

        Assert.Equal((40ul, 20ul), (sample.CpuNs, sample.RunQueueNs));
    }

    [Fact]
    public void Look_ThreadIdReused_CountsFromItsStart()
    {
        var sampler = Create();
        Thread(7, 7, 0, 0);
        Thread(7, 8, 9000, 9000);
        sampler.Look([Process(7)]);
        Thread(7, 8, 30, 20);
        Second();

        Assert.Equal(20ul, Assert.Single(sampler.Look([Process(7)])).RunQueueNs);
    }

    [Fact]
    public void Look_ProcessIdReused_BeginsAnew()
    {
        var sampler = Create();
        Thread(7, 7, 100, 50);
        sampler.Look([Process(7, start: 1)]);
        Thread(7, 7, 500, 500);
        Second();

        Assert.Empty(sampler.Look([Process(7, start: 2)]));
    }

    [Fact]
    public void Look_ProcessGone_TellsNothing()
    {
        var sampler = Create();
        Thread(7, 7, 100, 50);
        sampler.Look([Process(7)]);
        _files.Without("/proc/7/");
        Second();

        Assert.Empty(sampler.Look([Process(7)]));
    }

    [Fact]
    public void Look_QuotaOfAParent_TakesTheOneThatGrewMost()
    {
        var sampler = Create();
        Thread(7, 7, 1, 1);
        _files.With("/cpu/pod/cpu.stat", "nr_throttled 900\nthrottled_time 900000\n");
        _files.With("/cpu/pod/box/cpu.stat", "nr_throttled 3\nthrottled_time 3000\n");
        sampler.Look([Process(7)]);
        _files.With("/cpu/pod/cpu.stat", "nr_throttled 901\nthrottled_time 900500\n");
        _files.With("/cpu/pod/box/cpu.stat", "nr_throttled 8\nthrottled_time 9000\n");
        Second();

        Assert.Equal(new CpuThrottling(5, 6000), Assert.Single(sampler.Look([Process(7)])).Throttling);
    }

    [Fact]
    public void Look_ProcessInTheRootCgroup_HasNoQuota()
    {
        var sampler = Create();
        var process = Process(7) with { Cgroups = new CgroupMembership("/", "/", "/") };
        Thread(7, 7, 1, 1);
        sampler.Look([process]);
        Second();

        Assert.Equal(default, Assert.Single(sampler.Look([process])).Throttling);
    }

    [Fact]
    public void Look_PressureOfItsCgroup_GoesBeforeTheHosts()
    {
        var sampler = Create();
        Thread(7, 7, 1, 1);
        _files.With("/cg/pod/box/cpu.pressure", "some avg10=0.00 total=1000000\n");
        _files.With("/proc/pressure/cpu", "some avg10=0.00 total=0\n");
        _files.With("/proc/pressure/io", "some avg10=0.00 total=0\n");
        sampler.Look([Process(7)]);
        _files.With("/cg/pod/box/cpu.pressure", "some avg10=0.00 total=1250000\n");
        _files.With("/proc/pressure/cpu", "some avg10=0.00 total=900000\n");
        _files.With("/proc/pressure/io", "some avg10=0.00 total=5000000\n");
        Second();

        Assert.Equal(new StallShares(0.25, 0, 1), Assert.Single(sampler.Look([Process(7)])).Stalls);
    }

    [Fact]
    public void Look_TooManyThreads_ShedsAndCounts()
    {
        var sampler = Create(maximumThreads: 2);
        Thread(7, 7, 1, 1);
        Thread(7, 8, 1, 1);
        Thread(9, 9, 1, 1);
        sampler.Look([Process(7), Process(9)]);
        Second();

        Assert.Equal(7, Assert.Single(sampler.Look([Process(7), Process(9)])).Process.ProcessId);
        Assert.Equal(2, sampler.Shed);
    }
}
