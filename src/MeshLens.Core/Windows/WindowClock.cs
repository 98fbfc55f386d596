namespace MeshLens.Core.Windows;

/// <summary>The clock that assigns windows: wall time read once, then only time that passed.</summary>
/// <remarks>
/// A step of the machine's clock (NTP, a resumed virtual machine, a hand) must not open windows in the past or skip a
/// thousand of them, so after its start the clock follows the monotonic counter alone. <see cref="Step"/> says how far
/// wall time has moved away meanwhile.
/// </remarks>
public sealed class WindowClock
{
    private readonly TimeProvider _time;
    private readonly DateTimeOffset _anchor;
    private readonly long _anchorStamp;

    public WindowClock(TimeProvider time)
    {
        _time = time;
        _anchor = time.GetUtcNow();
        _anchorStamp = time.GetTimestamp();
    }

    /// <summary>The time behind this clock, for timers that must follow the same one.</summary>
    public TimeProvider Time => _time;

    public DateTimeOffset Now => _anchor + _time.GetElapsedTime(_anchorStamp);

    /// <summary>The window that is open now.</summary>
    public long Index => WindowGrid.IndexOf(Now);

    /// <summary>How far wall time is ahead of (or, negative, behind) this clock.</summary>
    public TimeSpan Step => _time.GetUtcNow() - Now;
}
