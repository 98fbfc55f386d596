using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Windows;

/// <summary>A <see cref="WindowSummary"/> in 24 bytes: counts within 0.025 %, milliseconds within 0.05 %.</summary>
/// <remarks>An hour of them is 8.6 KB; whole summaries would be 35 KB, more than everything an edge may cost.</remarks>
internal readonly struct PackedWindow
{
    private readonly uint _window;
    private readonly ushort _requests;
    private readonly ushort _connections;
    private readonly ushort _failures;
    private readonly Half _mean;
    private readonly Half _p50;
    private readonly Half _p90;
    private readonly Half _p99;
    private readonly Half _excess;
    private readonly byte _suspect;
    private readonly byte _cause;

    public PackedWindow(in WindowSummary summary, CauseTable causes)
    {
        _window = (uint)summary.Window;
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

    /// <summary>The window's index, its low 32 bits: enough for 1,361 years.</summary>
    public uint Window => _window;

    public WindowSummary Unpack(CauseTable causes) => new()
    {
        Window = _window,
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

    // A window cannot hold more than a minute's wait that matters: what is longer is shown as the longest.
    private static Half Pack(float ms) => (Half)Math.Clamp(ms, -(float)Half.MaxValue, (float)Half.MaxValue);
}
