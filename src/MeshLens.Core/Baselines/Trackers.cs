using MeshLens.Core.Signals;

namespace MeshLens.Core.Baselines;

/// <summary>A short list of trackers, one per signal.</summary>
internal static class Trackers
{
    public static void Learn(List<SignalTracker> trackers, SignalLesson[] window)
    {
        var known = trackers.Count;
        foreach (var lesson in window)
        {
            var tracker = Find(trackers, lesson.Signal);
            if (tracker is null)
            {
                tracker = new SignalTracker { Signal = lesson.Signal };
                trackers.Add(tracker);
            }

            tracker.Learn(lesson);
        }

        // New signals are rare, and every edge would keep the room that a list grows by.
        if (trackers.Count > known)
        {
            trackers.Capacity = trackers.Count;
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
