using MeshLens.Core.Edges;

namespace MeshLens.Ingest.Naming;

/// <summary>The edge that a flow belongs to. Both ends of a joined connection arrive here, with the same two views.</summary>
internal sealed record EdgeIdentity(EdgeKey Key, Party Source, Party Destination)
{
    /// <summary>Only the client end was seen.</summary>
    public static EdgeIdentity OfClient(FlowNames client) => Between(client.Source, client.Destination, client.Cluster);

    /// <summary>Only the server end was seen.</summary>
    public static EdgeIdentity OfServer(FlowNames server) => Between(server.Source, server.Destination, server.Cluster);

    /// <summary>
    /// Both ends were seen. The client knows itself best. What it called is named by whoever has the better source, and by
    /// the client where both are as good: callers mean the service, the server's end knows only the replica.
    /// </summary>
    public static EdgeIdentity OfBoth(FlowNames client, FlowNames server) => Between(
        client.Source,
        client.Destination.Source <= server.Destination.Source ? client.Destination : server.Destination,
        client.Cluster);

    private static EdgeIdentity Between(EndpointName source, EndpointName destination, string cluster) =>
        new(EdgeKey.Between(source.Cluster ?? cluster, source.Party, destination.Party, destination.Port), source.Party, destination.Party);
}
