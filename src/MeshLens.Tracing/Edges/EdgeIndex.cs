using MeshLens.Core.Edges;

namespace MeshLens.Tracing.Edges;

/// <summary>The edges there are, by key and by the names of their ends. Made anew when one comes or goes.</summary>
internal sealed class EdgeIndex
{
    private readonly Dictionary<EdgeKey, WatchedEdge> _byKey;
    private readonly Dictionary<string, WatchedEdge[]> _bySource;
    private readonly Dictionary<string, WatchedEdge[]> _byDestination;
    private readonly Dictionary<int, WatchedEdge[]> _byPort;

    /// <param name="edges">All of them.</param>
    /// <param name="version">Another one than that of any index before.</param>
    public EdgeIndex(IReadOnlyCollection<WatchedEdge> edges, int version)
    {
        Version = version;
        _byKey = edges.ToDictionary(static edge => edge.Key);
        _bySource = Group(edges, static edge => edge.Key.SourceName);
        _byDestination = Group(edges, static edge => edge.Key.DestinationName);
        _byPort = Group(edges, static edge => edge.Key.Port);
    }

    public int Version { get; }

    public int Count => _byKey.Count;

    public WatchedEdge? Find(EdgeKey key) => _byKey.GetValueOrDefault(key);

    public ReadOnlySpan<WatchedEdge> From(string source) => _bySource.GetValueOrDefault(source);

    public ReadOnlySpan<WatchedEdge> To(string destination) => _byDestination.GetValueOrDefault(destination);

    public ReadOnlySpan<WatchedEdge> At(int port) => _byPort.GetValueOrDefault(port);

    private static Dictionary<TKey, WatchedEdge[]> Group<TKey>(IEnumerable<WatchedEdge> edges, Func<WatchedEdge, TKey> by)
        where TKey : notnull => edges.GroupBy(by).ToDictionary(static group => group.Key, static group => group.ToArray());
}
