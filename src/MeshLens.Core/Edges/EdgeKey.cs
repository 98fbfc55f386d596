using Orleans;

namespace MeshLens.Core.Edges;

/// <summary>One service pair: source workload to destination service and port, within a cluster.</summary>
/// <remarks>
/// <see cref="ToString"/> is the edge's id: URL-safe, stable across restarts, and the grain's key. Both ends of a
/// connection must arrive at the same key, so this type alone builds it.
/// </remarks>
[GenerateSerializer, Immutable, Alias("meshlens.edge-key")]
public readonly record struct EdgeKey(
    [property: Id(0)] string Cluster,
    [property: Id(1)] string SourceNamespace,
    [property: Id(2)] string SourceName,
    [property: Id(3)] string DestinationNamespace,
    [property: Id(4)] string DestinationName,
    [property: Id(5)] int Port)
{
    private const char Separator = '~';

    public static EdgeKey Between(string cluster, Party source, Party destination, int port) =>
        new(cluster, source.Namespace, source.Name, destination.Namespace, destination.Name, port);

    /// <summary>Reads an id as <see cref="ToString"/> writes it; false when it is not one.</summary>
    public static bool TryParse(string? id, out EdgeKey key)
    {
        key = default;
        var parts = id?.Split(Separator);
        if (parts is not { Length: 6 } || !int.TryParse(parts[5], out var port) || port is < 0 or > 65535)
        {
            return false;
        }

        key = new(
            Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts[1]), Uri.UnescapeDataString(parts[2]),
            Uri.UnescapeDataString(parts[3]), Uri.UnescapeDataString(parts[4]), port);
        return true;
    }

    public override string ToString() => string.Join(
        Separator,
        Escape(Cluster), Escape(SourceNamespace), Escape(SourceName), Escape(DestinationNamespace), Escape(DestinationName), Port);

    private static string Escape(string part) => Uri.EscapeDataString(part).Replace("~", "%7E", StringComparison.Ordinal);
}
