using MeshLens.Core.Windows;
using MeshLens.Protocol.V1;

namespace MeshLens.Ingest.Intake;

/// <summary>When a batch was measured, by the clock of ingest: its arrival minus the age that its agent gives.</summary>
/// <param name="Window">The window of the middle of its interval.</param>
/// <param name="EndedAt">When its interval ended.</param>
/// <param name="IsPartial">Its agent did not watch the whole of this window.</param>
internal readonly record struct BatchStamp(long Window, DateTimeOffset EndedAt, uint AgeMs, bool IsPartial)
{
    /// <summary>The node that it was measured on.</summary>
    public string? Node { get; init; }

    /// <summary>The zone of that node; empty when nobody says.</summary>
    public string? Zone { get; init; }

    private static readonly TimeSpan LongestInterval = TimeSpan.FromMinutes(1);

    /// <summary>False when the batch is too old, or its interval too long, to say which window it belongs to.</summary>
    public static bool TryRead(Batch batch, DateTimeOffset now, TimeSpan maximumAge, out BatchStamp stamp)
    {
        var interval = TimeSpan.FromMilliseconds(batch.IntervalMs);
        var endedAt = now - TimeSpan.FromMilliseconds(batch.AgeMs);
        stamp = new(WindowGrid.IndexOf(endedAt - (interval / 2)), endedAt, batch.AgeMs, false);
        return now - endedAt <= maximumAge && interval <= LongestInterval;
    }
}
