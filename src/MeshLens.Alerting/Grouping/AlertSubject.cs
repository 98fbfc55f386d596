using System.Text.Json.Serialization;

namespace MeshLens.Alerting.Grouping;

/// <summary>What is broken. Two with the same kind, cluster and name are the same.</summary>
/// <param name="Name">Unique within kind and cluster: <c>node-1|node-2</c>, <c>shop/payments:8080</c>, an edge's id.</param>
/// <param name="Nodes">The nodes of a node or a pair of them, in order of their names; empty otherwise.</param>
/// <param name="Zones">The zones of a pair of them, in order; empty otherwise.</param>
/// <param name="Source">The caller, as it is written; null unless the caller or an edge is broken.</param>
/// <param name="Destination">The service and its port, as they are written; null unless the service or an edge is broken.</param>
public sealed record AlertSubject(
    SubjectKind Kind,
    string Cluster,
    string Name,
    IReadOnlyList<string> Nodes,
    IReadOnlyList<string> Zones,
    string? Source,
    string? Destination)
{
    /// <summary>As a sentence names it.</summary>
    [JsonIgnore]
    public string Written => Kind switch
    {
        SubjectKind.NodePair => $"nodes {Nodes[0]} and {Nodes[1]}",
        SubjectKind.Node => $"node {Nodes[0]}",
        SubjectKind.ZonePair => $"zones {Zones[0]} and {Zones[1]}",
        SubjectKind.Service => Destination!,
        SubjectKind.Workload => Source!,
        _ => $"{Source} -> {Destination}",
    };

    public static AlertSubject NodePair(string cluster, string one, string other)
    {
        var (first, second) = Ordered(one, other);
        return new(SubjectKind.NodePair, cluster, $"{first}|{second}", [first, second], [], null, null);
    }

    public static AlertSubject Node(string cluster, string node) => new(SubjectKind.Node, cluster, node, [node], [], null, null);

    public static AlertSubject ZonePair(string cluster, string one, string other)
    {
        var (first, second) = Ordered(one, other);
        return new(SubjectKind.ZonePair, cluster, $"{first}|{second}", [], [first, second], null, null);
    }

    public static AlertSubject Service(string cluster, string destination) => new(SubjectKind.Service, cluster, destination, [], [], null, destination);

    public static AlertSubject Workload(string cluster, string source) => new(SubjectKind.Workload, cluster, source, [], [], source, null);

    public static AlertSubject Edge(string cluster, string id, string source, string destination) =>
        new(SubjectKind.Edge, cluster, id, [], [], source, destination);

    public bool Equals(AlertSubject? other) => other is not null && Kind == other.Kind && Cluster == other.Cluster && Name == other.Name;

    public override int GetHashCode() => HashCode.Combine(Kind, Cluster, Name);

    private static (string First, string Second) Ordered(string one, string other) =>
        string.CompareOrdinal(one, other) <= 0 ? (one, other) : (other, one);
}
