using MeshLens.Agent.Host;
using MeshLens.Agent.Processes;

namespace MeshLens.Agent.Pressure;

/// <summary>
/// Looks at the processes on an edge now and then and tells what held them back in between. It reads <c>/proc</c> and cgroup
/// files (about 4 µs per thread) in place of following every context switch in the kernel (about 70 ns per switch, of every
/// process on the host). Not thread-safe.
/// </summary>
internal sealed class PressureSampler(IHostFiles files, TimeProvider time, CgroupMounts mounts, int maximumThreads = 10_000)
{
    private readonly CgroupPressure _cgroups = new(files, mounts);
    private readonly Dictionary<int, WatchedProcess> _watched = [];

    /// <summary>Looks that were left out because the processes before had too many threads.</summary>
    public long Shed { get; private set; }

    /// <summary>
    /// One sample per process that was also given last time and still lives. Processes no longer given are forgotten; one whose id
    /// was reused begins anew.
    /// </summary>
    public IReadOnlyList<PressureSample> Look(IReadOnlyCollection<ProcessIdentity> processes)
    {
        Forget(processes);
        var samples = new List<PressureSample>(processes.Count);
        var threads = 0;
        foreach (var process in processes)
        {
            if (threads >= maximumThreads)
            {
                Shed++;
                continue;
            }

            var watched = Watch(process);
            if (watched.Look(time) is { } sample)
            {
                samples.Add(sample);
            }

            threads += watched.Threads;
        }

        return samples;
    }

    private WatchedProcess Watch(ProcessIdentity process)
    {
        if (!_watched.TryGetValue(process.ProcessId, out var watched) || watched.StartTicks != process.StartTicks)
        {
            watched = new WatchedProcess(files, _cgroups, process);
            _watched[process.ProcessId] = watched;
        }

        return watched;
    }

    private void Forget(IReadOnlyCollection<ProcessIdentity> processes)
    {
        if (_watched.Count == 0)
        {
            return;
        }

        var wanted = processes.Select(process => process.ProcessId).ToHashSet();
        foreach (var gone in _watched.Keys.Where(id => !wanted.Contains(id)).ToList())
        {
            _watched.Remove(gone);
        }
    }
}
