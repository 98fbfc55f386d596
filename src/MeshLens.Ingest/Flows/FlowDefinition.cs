using System.Net;
using MeshLens.Core.Edges;
using MeshLens.Ingest.Naming.Processes;

namespace MeshLens.Ingest.Flows;

/// <summary>What an agent says of a flow when it mentions it first, checked.</summary>
internal sealed record FlowDefinition
{
    public required uint Id { get; init; }
    public required End End { get; init; }
    public required IPAddress Local { get; init; }
    public required IPAddress Remote { get; init; }

    /// <summary>The port that names the service: remote for a client, local for a server.</summary>
    public required int Port { get; init; }
    public ulong NetworkNamespace { get; init; }
    public ulong Cgroup { get; init; }
    public ProcessIdentity? Process { get; init; }

    /// <summary>The process at the other end, when it is on the same node; otherwise zero.</summary>
    public uint PeerPid { get; init; }
    public ulong PeerNetworkNamespace { get; init; }

    /// <summary>The client's flow, when it is on the same node; otherwise zero.</summary>
    public uint PeerFlow { get; init; }
}
