using MeshLens.Agent.Loading;
using MeshLens.Agent.Tests.Host;

namespace MeshLens.Agent.Tests.Loading;

public sealed class HostRecordsTests
{
    private const string CgroupOne = "36 25 0:31 / /sys/fs/cgroup/cpu rw shared:10 - cgroup cgroup rw,cpu\n";
    private const string CgroupTwo = "35 25 0:30 / /sys/fs/cgroup rw shared:9 - cgroup2 cgroup2 rw\n";

    private static FakeHostFiles Create() => new FakeHostFiles()
        .With("/proc/self/schedstat", "38402179 1204511 87\n")
        .With("/proc/pressure/cpu", "some avg10=1.53 avg60=0.87 avg300=0.22 total=68217341\n")
        .With("/proc/self/mountinfo", CgroupTwo)
        .With("/sys/fs/cgroup/cgroup.controllers", "cpuset cpu io memory\n");

    [Fact]
    public void Read_OfAHostThatKeepsThemAll_FindsThem() => Assert.Equal(new(true, true, true), HostRecords.Read(Create()));

    [Fact]
    public void Read_OfAnEmptyHost_FindsNone() => Assert.Equal(default, HostRecords.Read(new FakeHostFiles()));

    [Fact]
    public void Read_SchedulerStatisticsTurnedOff_AreZerosAndMissing() =>
        Assert.False(HostRecords.Read(Create().With("/proc/self/schedstat", "0 0 0\n")).RunQueue);

    [Fact]
    public void Read_PressureThatCannotBeRead_IsMissing() => Assert.False(HostRecords.Read(Create().Without("/proc/pressure/")).Pressure);

    [Theory]
    [InlineData("cpuset cpu io", true)]
    [InlineData("cpu", true)]
    [InlineData("cpuset io memory", false)]
    [InlineData("", false)]
    public void Read_UnifiedHierarchy_IsAskedForItsCpuController(string controllers, bool kept) =>
        Assert.Equal(kept, HostRecords.Read(Create().With("/sys/fs/cgroup/cgroup.controllers", controllers + "\n")).Quotas);

    [Theory]
    [InlineData("nr_periods 0\nnr_throttled 0\nthrottled_time 0\n", true)]
    [InlineData("", false)]
    public void Read_CpuHierarchyOfTheFirstKind_IsAskedForItsThrottling(string stat, bool kept) => Assert.Equal(
        kept, HostRecords.Read(Create().With("/proc/self/mountinfo", CgroupOne).With("/sys/fs/cgroup/cpu/cpu.stat", stat)).Quotas);
}
