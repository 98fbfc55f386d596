using MeshLens.Core.Telemetry;

namespace MeshLens.Core.Windows;

/// <summary>The windows of an edge that still take samples.</summary>
/// <remarks>
/// A window takes samples until it is closed, and windows close in order. What comes for a closed window, or for one
/// further ahead than clocks of two servers may differ, is counted and dropped.
/// </remarks>
internal sealed class EdgeWindows
{
    /// <summary>How many windows ahead of the open one a delta may be.</summary>
    public const int MaxAhead = 2;

    private readonly List<OpenWindow> _open = [];

    // Weak: worth keeping from one window to the next, not worth a collector's trouble when memory is short.
    private readonly WeakReference<OpenWindow?> _spare = new(null);
    private long _firstOpen = long.MinValue;

    /// <summary>Rows that came after their window was closed.</summary>
    public long Late { get; private set; }

    /// <summary>Rows dated further into the future than any clock explains.</summary>
    public long Misdated { get; private set; }

    /// <summary>The oldest window with samples; null when there is none.</summary>
    public long? Oldest => _open.Count == 0 ? null : _open[0].Index;

    /// <summary>The oldest window in which something was measured of connections; null when there is none.</summary>
    public long? OldestWithTraffic => _open.Find(window => window.HasTraffic)?.Index;

    /// <param name="open">The window open now, by the clock that closes them.</param>
    public void Apply(WindowDelta delta, long open)
    {
        if (delta.Window < _firstOpen)
        {
            Late += RowsOf(delta);
        }
        else if (delta.Window > open + MaxAhead)
        {
            Misdated += RowsOf(delta);
        }
        else
        {
            WindowOf(delta.Window).Apply(delta);
        }
    }

    /// <inheritdoc cref="Apply(WindowDelta, long)"/>
    public void Apply(HopDelta hop, long open)
    {
        var rows = Math.Max(1, hop.Parts.Count + hop.Flags.Count);
        if (hop.Window < _firstOpen)
        {
            Late += rows;
        }
        else if (hop.Window > open + MaxAhead)
        {
            Misdated += rows;
        }
        else
        {
            WindowOf(hop.Window).Apply(hop);
        }
    }

    /// <inheritdoc cref="Apply(WindowDelta, long)"/>
    public void Apply(MetricDelta metric, long open)
    {
        var rows = Math.Max(1, metric.Answers.Count + metric.Flags.Count);
        if (metric.Window < _firstOpen)
        {
            Late += rows;
        }
        else if (metric.Window > open + MaxAhead)
        {
            Misdated += rows;
        }
        else
        {
            WindowOf(metric.Window).Apply(metric);
        }
    }

    /// <summary>Takes the oldest window that ended before <paramref name="firstOpen"/>; null when none is left.</summary>
    public OpenWindow? TakeBefore(long firstOpen)
    {
        _firstOpen = Math.Max(_firstOpen, firstOpen);
        if (_open.Count == 0 || _open[0].Index >= firstOpen)
        {
            return null;
        }

        var due = _open[0];
        _open.RemoveAt(0);
        return due;
    }

    /// <summary>A window that still takes samples; null when nothing came for it yet.</summary>
    public OpenWindow? Find(long index) => _open.Find(window => window.Index == index);

    /// <summary>Takes a closed window back for its storage: what lives for ten seconds costs a collector most.</summary>
    public void GiveBack(OpenWindow closed) => _spare.SetTarget(closed);

    private OpenWindow WindowOf(long index)
    {
        var position = 0;
        while (position < _open.Count && _open[position].Index <= index)
        {
            if (_open[position].Index == index)
            {
                return _open[position];
            }

            position++;
        }

        var added = _spare.TryGetTarget(out var spare) ? spare.Reuse(index) : new OpenWindow(index);
        _spare.SetTarget(null);
        _open.Insert(position, added);
        return added;
    }

    private static int RowsOf(WindowDelta delta) => Math.Max(1, delta.Signals.Count + delta.Counters.Count);
}
