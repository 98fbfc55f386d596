using MeshLens.Core.Windows;

namespace MeshLens.Tracing.Wire;

/// <summary>Times as spans have them: nanoseconds since the epoch.</summary>
internal static class SpanTime
{
    private const ulong NsPerTick = 100;
    private static readonly ulong MostTicks = (ulong)(DateTimeOffset.MaxValue.Ticks - DateTimeOffset.UnixEpoch.Ticks);

    /// <summary>The window that a time falls into.</summary>
    public static long WindowOf(ulong nanoseconds) => WindowGrid.IndexOf(Of(nanoseconds));

    /// <summary>As a time; what is too far off is as far off as can be.</summary>
    public static DateTimeOffset Of(ulong nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks((long)Math.Min(nanoseconds / NsPerTick, MostTicks));
}
