using MeshLens.Core.Edges;

namespace MeshLens.Ingest.Naming;

/// <summary>What an endpoint is called, and by whom.</summary>
/// <param name="Cluster">Null when the source does not say: that of the agent counts.</param>
/// <param name="Port">The port that names the service; zero for a caller.</param>
/// <param name="IsReplica">The address is a replica's own, whatever the name says: nothing stands between it and the process.</param>
public sealed record EndpointName(
    Party Party, NameSource Source, int Port, string? Cluster = null, string? Node = null, string? Zone = null, bool IsReplica = false);
