using System.Globalization;
using MeshLens.Agent.Host;
using MeshLens.Agent.Processes;

namespace Kernel.Tests.Host;

/// <summary>A cgroup with a CPU quota of its own, in v2 or v1, whichever holds the cpu controller. Disposing it removes it.</summary>
internal sealed class QuotaCgroup : IDisposable
{
    private readonly string _directory;

    private QuotaCgroup(string directory) => _directory = directory;

    public static QuotaCgroup Create(TimeSpan quota, TimeSpan period)
    {
        var mounts = CgroupMounts.Read(new HostFiles());
        var mount = mounts.Cpu ?? mounts.Unified ?? throw new InvalidOperationException("No cgroup is mounted.");
        var directory = Path.Combine(mount, $"meshlens-test-{Environment.ProcessId}");
        Directory.CreateDirectory(directory);
        var cgroup = new QuotaCgroup(directory);
        if (mounts.Cpu is not null)
        {
            cgroup.Write("cpu.cfs_period_us", period.TotalMicroseconds);
            cgroup.Write("cpu.cfs_quota_us", quota.TotalMicroseconds);
        }
        else
        {
            File.WriteAllText(Path.Combine(directory, "cpu.max"), $"{quota.TotalMicroseconds} {period.TotalMicroseconds}");
        }

        return cgroup;
    }

    public void Take(int process) => Write("cgroup.procs", process);

    public void Dispose() => Directory.Delete(_directory);

    private void Write(string file, double value) =>
        File.WriteAllText(Path.Combine(_directory, file), value.ToString(CultureInfo.InvariantCulture));
}
