using MeshLens.Agent.Host;
using MeshLens.Agent.Processes;

namespace MeshLens.Agent.Pressure;

/// <summary>The totals of one process at the last look, from which the next look makes differences.</summary>
internal sealed class WatchedProcess
{
    private readonly ProcessIdentity _process;
    private readonly CgroupPressure _cgroups;
    private readonly ThreadTimes _threads;
    private IReadOnlyList<CpuThrottling> _throttling = [];
    private Stalls _stalls;
    private long? _lookedAt;

    public WatchedProcess(IHostFiles files, CgroupPressure cgroups, ProcessIdentity process)
    {
        _process = process;
        _cgroups = cgroups;
        _threads = new ThreadTimes(files, process.ProcessId);
    }

    public ulong StartTicks => _process.StartTicks;

    public int Threads => _threads.Threads;

    /// <summary>What happened since the last look; null at the first, and when the process is gone.</summary>
    public PressureSample? Look(TimeProvider time)
    {
        var now = time.GetTimestamp();
        var times = _threads.Look();
        var throttling = _cgroups.Throttling(_process.Cgroups);
        var stalls = Stalls.Read(_cgroups, _process.Cgroups);
        var sample = _lookedAt is { } before && _threads.Threads > 0 && now > before
            ? Compare(time.GetElapsedTime(before, now), times, throttling, stalls)
            : null;
        (_throttling, _stalls, _lookedAt) = (throttling, stalls, now);
        return sample;
    }

    private PressureSample Compare(TimeSpan interval, SchedStat times, IReadOnlyList<CpuThrottling> throttling, Stalls stalls) => new(
        _process,
        interval,
        times.WaitNs,
        times.CpuNs,
        _throttling.Zip(throttling, CpuThrottling.Growth).DefaultIfEmpty().MaxBy(growth => growth.ThrottledNs),
        stalls.Since(_stalls, interval));
}
