using MeshLens.Ingest.Flows;

namespace MeshLens.Ingest.Joining;

/// <summary>Tells two flows that they are the ends of the same connections.</summary>
internal static class FlowJoin
{
    /// <summary>True when that was news to either of them.</summary>
    public static bool Join(Flow client, Flow server)
    {
        var newToClient = client.AddPeer(server);
        var newToServer = server.AddPeer(client);
        return newToClient || newToServer;
    }
}
