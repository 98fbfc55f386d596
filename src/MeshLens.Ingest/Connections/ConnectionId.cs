namespace MeshLens.Ingest.Connections;

/// <summary>Both initial sequence numbers of a connection: the same pair at both ends, also through address translation.</summary>
internal readonly record struct ConnectionId(uint Client, uint Server)
{
    /// <summary>A handshake that failed has none.</summary>
    public bool IsKnown => Client != 0 || Server != 0;
}
