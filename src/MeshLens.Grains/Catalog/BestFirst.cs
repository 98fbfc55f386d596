using MeshLens.Core.Verdicts;

namespace MeshLens.Grains.Catalog;

/// <summary>Keeps the first few of many without sorting the rest: a heap whose root is the last of those kept.</summary>
internal sealed class BestFirst(Comparison<EdgeSummary> order, int capacity)
{
    private readonly PriorityQueue<EdgeSummary, EdgeSummary> _kept =
        new(Comparer<EdgeSummary>.Create((left, right) => order(right, left)));

    public void Add(EdgeSummary edge)
    {
        if (_kept.Count < capacity)
        {
            _kept.Enqueue(edge, edge);
        }
        else if (capacity > 0 && order(edge, _kept.Peek()) < 0)
        {
            _kept.DequeueEnqueue(edge, edge);
        }
    }

    /// <summary>Those kept, in order, without the first <paramref name="skipped"/>. Empties the heap.</summary>
    public List<EdgeSummary> Take(int skipped)
    {
        var taken = new List<EdgeSummary>(Math.Max(0, _kept.Count - skipped));
        while (_kept.Count > skipped)
        {
            taken.Add(_kept.Dequeue());
        }

        taken.Reverse();
        return taken;
    }
}
