using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Windows;

/// <summary>The closed windows of the last hour. A window without traffic takes no place and is simply not there.</summary>
internal sealed class WindowHistory
{
    // Ten minutes at a time, so that an edge seen for a minute does not pay for an hour.
    private const int Chunk = 60;

    private readonly PackedWindow[]?[] _chunks = new PackedWindow[WindowGrid.Hour / Chunk][];
    private readonly CauseTable _causes = new();
    private long _newest = -1;

    public void Add(in WindowSummary summary)
    {
        var place = (int)(summary.Window % WindowGrid.Hour);
        var chunk = _chunks[place / Chunk] ??= new PackedWindow[Chunk];
        chunk[place % Chunk] = new(summary, _causes);
        _newest = Math.Max(_newest, summary.Window);
    }

    /// <summary>What is remembered of the windows before and including <paramref name="newest"/>, newest first.</summary>
    public IEnumerable<WindowSummary> Before(long newest, int atMost)
    {
        for (var window = Math.Min(newest, _newest); window > _newest - WindowGrid.Hour && atMost > 0; window--)
        {
            if (Find(window) is { } summary)
            {
                atMost--;
                yield return summary;
            }
        }
    }

    /// <summary>The last hour, oldest first.</summary>
    public List<WindowSummary> All()
    {
        List<WindowSummary> all = [.. Before(_newest, WindowGrid.Hour)];
        all.Reverse();
        return all;
    }

    private WindowSummary? Find(long window)
    {
        if (window < 0)
        {
            return null;
        }

        var place = (int)(window % WindowGrid.Hour);
        return _chunks[place / Chunk] is { } chunk && chunk[place % Chunk].Holds(window)
            ? chunk[place % Chunk].Unpack(window, _causes)
            : null;
    }
}
