using MeshLens.Core.Snapshots;
using MeshLens.Core.Windows;
using Orleans;

namespace MeshLens.Core.Baselines;

/// <summary>What the processes of one end waited for when the edge was well, as shares of the time they were watched.</summary>
[GenerateSerializer, Alias("meshlens.pressure-baseline")]
public sealed class PressureBaseline
{
    private RateTracker _runQueue;
    private RateTracker _throttled;
    private RateTracker _cpu;
    private RateTracker _memory;
    private RateTracker _io;

    [Id(0)] public int Windows { get; set; }
    [Id(1)] public RateTracker RunQueue { get => _runQueue; set => _runQueue = value; }
    [Id(2)] public RateTracker Throttled { get => _throttled; set => _throttled = value; }

    /// <summary>Windows in which pressure stall information was learned: fewer than all in baselines kept by an older build.</summary>
    [Id(3)] public int StallWindows { get; set; }
    [Id(4)] public RateTracker Cpu { get => _cpu; set => _cpu = value; }
    [Id(5)] public RateTracker Memory { get => _memory; set => _memory = value; }
    [Id(6)] public RateTracker Io { get => _io; set => _io = value; }

    public void Learn(HostPressure window)
    {
        if (window.IntervalNs == 0)
        {
            return;
        }

        _runQueue.Learn((double)window.RunQueueNs / window.IntervalNs, Windows, Reach.Share);
        _throttled.Learn((double)window.ThrottledNs / window.IntervalNs, Windows, Reach.Share);
        Windows++;
        _cpu.Learn(window.CpuPressure, StallWindows, Reach.Share);
        _memory.Learn(window.MemoryPressure, StallWindows, Reach.Share);
        _io.Learn(window.IoPressure, StallWindows, Reach.Share);
        StallWindows++;
    }

    public PressureMeasurement Beside(HostPressure now) => new(
        now,
        RunQueue.Baseline(Windows),
        Throttled.Baseline(Windows),
        Cpu.Baseline(StallWindows),
        Memory.Baseline(StallWindows),
        Io.Baseline(StallWindows));
}
