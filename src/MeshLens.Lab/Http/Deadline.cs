using System.Diagnostics;

namespace MeshLens.Lab.Http;

/// <summary>A moment by which something must have happened, on the monotonic clock.</summary>
internal readonly record struct Deadline(long Timestamp)
{
    public TimeSpan Left => Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), Timestamp);

    public static Deadline After(TimeSpan time) => new Deadline(Stopwatch.GetTimestamp()).Later(time);

    public Deadline Later(TimeSpan time) => new(Timestamp + (long)(time.TotalSeconds * Stopwatch.Frequency));
}
