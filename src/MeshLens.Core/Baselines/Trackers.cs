using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Baselines;

/// <summary>A short list of trackers, one per signal.</summary>
internal static class Trackers
{
    public static void Learn(List<SignalTracker> trackers, List<SignalMeasurement> window)
    {
        foreach (var measured in window)
        {
            var tracker = Find(trackers, measured.Signal);
            if (tracker is null)
            {
                tracker = new SignalTracker { Signal = measured.Signal };
                trackers.Add(tracker);
            }

            tracker.Learn(measured.Histogram);
        }
    }

    public static SignalTracker? Find(List<SignalTracker> trackers, Signal signal)
    {
        foreach (var tracker in trackers)
        {
            if (tracker.Signal == signal)
            {
                return tracker;
            }
        }

        return null;
    }
}
