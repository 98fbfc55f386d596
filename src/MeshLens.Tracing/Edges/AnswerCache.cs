using System.Collections.Concurrent;

namespace MeshLens.Tracing.Edges;

/// <summary>Which edge spans with these keys belong to, as long as names and edges stay as they are.</summary>
internal sealed class AnswerCache(int edgesVersion, int namesVersion)
{
    private const int Most = 65_536;
    private readonly ConcurrentDictionary<byte[], WatchedEdge?> _answers = new(ByteKeys.Instance);
    private int _count;

    /// <summary>Whether it still holds.</summary>
    public bool IsOf(int edges, int names) => edges == edgesVersion && names == namesVersion && Volatile.Read(ref _count) < Most;

    public bool TryFind(ReadOnlySpan<byte> key, out WatchedEdge? edge) =>
        _answers.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out edge);

    public void Add(ReadOnlySpan<byte> key, WatchedEdge? edge)
    {
        if (_answers.GetAlternateLookup<ReadOnlySpan<byte>>().TryAdd(key, edge))
        {
            Interlocked.Increment(ref _count);
        }
    }
}
