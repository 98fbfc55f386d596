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

    [Id(0)] public int Windows { get; set; }
    [Id(1)] public RateTracker RunQueue { get => _runQueue; set => _runQueue = value; }
    [Id(2)] public RateTracker Throttled { get => _throttled; set => _throttled = value; }

    public void Learn(HostPressure window)
    {
        if (window.IntervalNs == 0)
        {
            return;
        }

        _runQueue.Learn((double)window.RunQueueNs / window.IntervalNs, Windows);
        _throttled.Learn((double)window.ThrottledNs / window.IntervalNs, Windows);
        Windows++;
    }

    public PressureMeasurement Beside(HostPressure now) =>
        new(now, RunQueue.Baseline(Windows), Throttled.Baseline(Windows));
}
