using System.Net;
using MeshLens.Core.Edges;
using MeshLens.Core.Identity;
using MeshLens.Core.Telemetry;
using MeshLens.Ingest.Legs;
using MeshLens.Ingest.Naming.Processes;
using MeshLens.Protocol.Addresses;
using MeshLens.Protocol.Mapping;
using MeshLens.Protocol.V1;

namespace MeshLens.Ingest.Naming;

/// <summary>Names both ends of what an ambient node proxy logged.</summary>
/// <remarks>
/// Addresses are asked first, as for flows, so that both arrive at one edge; what the log itself says of workloads and services
/// counts where no source knows an address. A caller's log often tells of a tunnel alone and not which port is inside: then the
/// service must have but one.
/// </remarks>
internal sealed class NodeHopNamer(EndpointNames names, IdentityIndex mesh)
{
    /// <summary>Null when it cannot be told whose it is.</summary>
    public NodeHop? Name(NodeProcesses node, ProxyHop hop)
    {
        if (!WireAddress.TryRead(hop.SourceAddress, out var from) || !WireAddress.TryRead(hop.DestinationAddress, out var to) || hop.DestinationPort > ushort.MaxValue)
        {
            return null;
        }

        var source = Known(node, from, 0) ?? Told(hop.Source.ToPeer());
        var destination = Known(node, to, hop.DestinationPort == 0 ? MeshPorts.Hbone : (int)hop.DestinationPort) is { Port: not MeshPorts.Hbone } known
            ? known
            : Told(hop);
        return source is null || destination is null
            ? null
            : new NodeHop(
                new(EdgeKey.Between(source.Cluster ?? destination.Cluster ?? node.Cluster, source.Party, destination.Party, destination.Port), source.Party, destination.Party),
                hop is { End: ProxyEnd.Client, Leg: HopLeg.Direct } && IsHere(node, to, (int)hop.DestinationPort));
    }

    private EndpointName? Known(NodeProcesses node, IPAddress address, int port) =>
        names.Resolve(new() { Address = address, Port = port, Node = node }) is { Source: not NameSource.Address } found ? found : null;

    private static EndpointName? Told(ProxyHop hop)
    {
        var port = (int)hop.DestinationPort;
        var party = ServiceHost.Parse(hop.Service) is { } service ? new Party(service.Namespace, service.Name, PartyKind.Service) : Told(hop.Destination.ToPeer())?.Party;
        return party is { } told && port != 0 ? new(told, NameSource.Istiod, port) : null;
    }

    private static EndpointName? Told(MeshPeer? peer) => peer is { IsNamed: true }
        ? new(new(peer.Namespace, peer.Workload, PartyKind.Workload), NameSource.Istiod, 0, peer.Cluster.Length > 0 ? peer.Cluster : null)
        : null;

    // A workload of the mesh on this very node is handed over to within the proxy; one that is none is a plain connection.
    private bool IsHere(NodeProcesses node, IPAddress address, int port) =>
        mesh.Resolve(new() { Key = AddressKey.Of(address), Port = port, Cluster = node.Cluster, Node = node.Node }) is { Workload: { Tunnel: MeshTunnel.Hbone } workload }
        && workload.Node == node.Node;
}
