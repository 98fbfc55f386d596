using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Windows;

/// <summary>A <see cref="WindowSummary"/> in 20 bytes: counts within 0.025 %, milliseconds within 0.05 %.</summary>
/// <remarks>An hour of them is 7.2 KB; whole summaries would be 26 KB, most of what an edge may cost.</remarks>
internal readonly struct PackedWindow
{
    private readonly byte _hour;
    private readonly byte _suspect;
    private readonly byte _cause;
    private readonly ushort _requests;
    private readonly ushort _connections;
    private readonly ushort _failures;
    private readonly Half _mean;
    private readonly Half _p50;
    private readonly Half _p90;
    private readonly Half _p99;
    private readonly Half _excess;

    public PackedWindow(in WindowSummary summary, CauseTable causes)
    {
        _hour = HourOf(summary.Window);
        _requests = MiniFloat.Pack(summary.Requests);
        _connections = MiniFloat.Pack(summary.Connections);
        _failures = MiniFloat.Pack(summary.Failures);
        _mean = Pack(summary.MeanMs);
        _p50 = Pack(summary.P50Ms);
        _p90 = Pack(summary.P90Ms);
        _p99 = Pack(summary.P99Ms);
        _excess = Pack(summary.ExcessMs);
        _suspect = causes.NumberOf(summary.Suspect);
        _cause = causes.NumberOf(summary.Cause);
    }

    /// <summary>Whether it holds a given window of those that share its place. Places come around hourly; this tells 255 hours apart.</summary>
    public bool Holds(long window) => _hour == HourOf(window);

    public WindowSummary Unpack(long window, CauseTable causes) => new()
    {
        Window = window,
        Requests = MiniFloat.Unpack(_requests),
        Connections = MiniFloat.Unpack(_connections),
        Failures = MiniFloat.Unpack(_failures),
        MeanMs = (float)_mean,
        P50Ms = (float)_p50,
        P90Ms = (float)_p90,
        P99Ms = (float)_p99,
        ExcessMs = (float)_excess,
        Suspect = causes.CauseOf(_suspect),
        Cause = causes.CauseOf(_cause),
    };

    // Never zero: that is a place nothing was put in.
    private static byte HourOf(long window) => (byte)((window / WindowGrid.Hour % byte.MaxValue) + 1);

    // A window cannot hold more than a minute's wait that matters: what is longer is shown as the longest.
    private static Half Pack(float ms) => (Half)Math.Clamp(ms, -(float)Half.MaxValue, (float)Half.MaxValue);
}
