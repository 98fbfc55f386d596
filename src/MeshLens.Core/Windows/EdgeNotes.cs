using System.Globalization;
using MeshLens.Core.Baselines;

namespace MeshLens.Core.Windows;

/// <summary>Sentences that tell how an answer came about.</summary>
internal static class EdgeNotes
{
    /// <summary>How long a restart is worth mentioning.</summary>
    public const int RestoredWindows = WindowGrid.Hour;

    /// <summary>How long a rebase is worth mentioning: a day.</summary>
    public const int RebasedWindows = 24 * WindowGrid.Hour;

    /// <param name="savedAt">Of what was restored.</param>
    /// <param name="startedAt">Start of the window of the restart: what was saved earlier in that window is later than this.</param>
    public static string Restored(DateTimeOffset savedAt, DateTimeOffset startedAt) => string.Create(
        CultureInfo.InvariantCulture,
        $"MeshLens restarted at {startedAt:yyyy-MM-dd HH:mm:ss} UTC: baselines and incidents are from {Math.Max(0, (startedAt - savedAt).TotalSeconds):0} s before, windows that were open then are lost.");

    public static string Rebased(Rebase rebase) => string.Create(
        CultureInfo.InvariantCulture,
        $"The baseline was moved at {WindowGrid.EndOf(rebase.Window):yyyy-MM-dd HH:mm:ss} UTC from {rebase.FromNs / 1e6:0.0} ms to {rebase.ToNs / 1e6:0.0} ms, because the edge had held that level for two hours.");

    public static string Drifted(SignalTracker tracker) => string.Create(
        CultureInfo.InvariantCulture,
        $"The level crept up over hours, from {tracker.Slow.Mean.Mean / 1e6:0.0} ms to {tracker.Recent.Mean.Mean / 1e6:0.0} ms; the older level is the baseline.");

    public static string LateRows(long rows) =>
        $"{rows} measurements came after their window had closed and were not counted.";
}
