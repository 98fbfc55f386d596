using MeshLens.Core.Edges;
using MeshLens.Ingest.Intake;
using MeshLens.Ingest.Naming.Processes;
using MeshLens.Protocol.Addresses;
using MeshLens.Protocol.V1;

namespace MeshLens.Ingest.Flows;

/// <summary>Reads a flow from the wire, or names its fault.</summary>
internal static class FlowReader
{
    public static FlowDefinition? Read(Protocol.V1.Flow flow, out Fault fault)
    {
        fault = Fault.BadFlow;
        if (flow.Id == 0 || flow.Role is not (Role.Client or Role.Server) || flow.ServicePort is 0 or > ushort.MaxValue)
        {
            return null;
        }

        if (!WireAddress.TryRead(flow.LocalAddress, out var local) || !WireAddress.TryRead(flow.RemoteAddress, out var remote))
        {
            fault = Fault.BadAddress;
            return null;
        }

        return new()
        {
            Id = flow.Id,
            End = flow.Role == Role.Client ? End.Client : End.Server,
            Local = local,
            Remote = remote,
            Port = (int)flow.ServicePort,
            NetworkNamespace = flow.NetworkNamespace,
            Cgroup = flow.Cgroup,
            Process = ProcessIdentity.Read(flow.Process),
            PeerPid = flow.PeerPid,
            PeerNetworkNamespace = flow.PeerNetworkNamespace,
            PeerFlow = flow.Role == Role.Server ? flow.PeerFlow : 0,
        };
    }
}
