using System.Diagnostics;
using System.Globalization;
using MeshLens.Agent.Host;
using MeshLens.Agent.Processes;
using MeshLens.Lab.Namespaces;

namespace Benchmarks.Probes;

/// <summary>A cgroup with next to no processor time, which a process that wants all of it shares with the one that is starved.</summary>
internal sealed class Starvation : IDisposable
{
    private const string Prefix = "meshlens-bench-";
    private readonly string _directory;
    private readonly string _home;
    private readonly int _starved;
    private readonly Process _greedy;

    private Starvation(string mount, NetworkNamespace place, int starved)
    {
        _directory = Path.Combine(mount, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}"));
        (_home, _starved) = (mount, starved);
        _greedy = place.Start(new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", "while :; do :; done" } });
    }

    /// <param name="place">Where the greedy process lives: it ends with it.</param>
    /// <param name="starved">Whom to starve.</param>
    /// <param name="share">How much of one processor both have together.</param>
    public static Starvation Of(NetworkNamespace place, Process starved, double share)
    {
        var mounts = CgroupMounts.Read(new HostFiles());
        var starvation = new Starvation(mounts.Cpu ?? mounts.Unified ?? throw new InvalidOperationException("No cgroup is mounted."), place, starved.Id);
        RemoveLeftovers(starvation._home);
        Directory.CreateDirectory(starvation._directory);
        if (mounts.Cpu is not null)
        {
            starvation.Write("cpu.cfs_period_us", "1000000");
            starvation.Write("cpu.cfs_quota_us", ((int)(share * 1e6)).ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            starvation.Write("cpu.max", string.Create(CultureInfo.InvariantCulture, $"{(int)(share * 1e6)} 1000000"));
        }

        starvation.Move(starved.Id, starvation._directory);
        starvation.Move(starvation._greedy.Id, starvation._directory);
        return starvation;
    }

    /// <summary>How often both were held back.</summary>
    public long Throttled() => File.ReadLines(Path.Combine(_directory, "cpu.stat"))
        .Where(static line => line.StartsWith("nr_throttled ", StringComparison.Ordinal))
        .Select(static line => long.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture))
        .FirstOrDefault();

    public void Dispose()
    {
        _greedy.Kill();
        _greedy.WaitForExit();
        Move(_starved, _home);
        Directory.Delete(_directory);
        _greedy.Dispose();
    }

    // Of a run that crashed: its processes ended with it, and an empty cgroup can be removed.
    private static void RemoveLeftovers(string mount)
    {
        foreach (var left in Directory.EnumerateDirectories(mount, Prefix + "*").Where(static each => !Directory.Exists($"/proc/{each[(each.LastIndexOf('-') + 1)..]}")).ToList())
        {
            Directory.Delete(left);
        }
    }

    private void Move(int process, string to) => File.WriteAllText(Path.Combine(to, "cgroup.procs"), process.ToString(CultureInfo.InvariantCulture));

    private void Write(string file, string value) => File.WriteAllText(Path.Combine(_directory, file), value);
}
