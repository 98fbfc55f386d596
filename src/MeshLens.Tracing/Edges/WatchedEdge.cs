using MeshLens.Core.Edges;
using MeshLens.Core.Verdicts;

namespace MeshLens.Tracing.Edges;

/// <summary>One edge and its verdicts of the last windows.</summary>
/// <remarks>Replaced as a whole: a reader sees the verdicts before or after a change.</remarks>
internal sealed class WatchedEdge(EdgeKey key, EdgeSummary first, string link)
{
    private const int Kept = 3;

    private volatile EncodedVerdict[] _verdicts = [new(first, link)];

    public EdgeKey Key => key;

    /// <summary>How many readings of all edges had ended when this one was told last. The directory's.</summary>
    public int ToldIn { get; set; }

    public EncodedVerdict Latest => _verdicts[0];

    /// <summary>By one writer at a time.</summary>
    public void Learn(EdgeSummary summary)
    {
        var before = _verdicts;
        if (summary.Window < before[0].Summary.Window)
        {
            return; // A list that was made before a change may be read after it.
        }

        var isNew = before[0].Summary.Window < summary.Window;
        _verdicts = [new(summary, link), .. (isNew ? before : before[1..]).Take(Kept - 1)];
    }

    /// <summary>The verdict of that window; the last one where that is not kept, or none was asked for.</summary>
    public EncodedVerdict At(long? window)
    {
        var verdicts = _verdicts;
        if (window is { } asked)
        {
            foreach (var verdict in verdicts)
            {
                if (verdict.Summary.Window == asked)
                {
                    return verdict;
                }
            }
        }

        return verdicts[0];
    }
}
