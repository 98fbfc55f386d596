using MeshLens.Core.Edges;

namespace MeshLens.Tracing.Edges;

/// <summary>What an end of a request may be called.</summary>
/// <param name="Namespace">Null when it is not told.</param>
/// <param name="Name">Its name.</param>
/// <param name="Port">Zero when it is not told, or none matters.</param>
internal readonly record struct Candidate(string? Namespace, string Name, int Port = 0)
{
    public static Candidate Of(Party party, int port = 0) => new(party.Namespace, party.Name, port);

    public bool IsSource(EdgeKey key) => key.SourceName == Name && (Namespace is null || key.SourceNamespace == Namespace);

    public bool IsDestination(EdgeKey key) =>
        key.DestinationName == Name && (Namespace is null || key.DestinationNamespace == Namespace) && (Port == 0 || key.Port == Port);
}
