using System.Net;
using MeshLens.Core.Identity;
using MeshLens.Core.Snapshots;
using MeshLens.Ingest.Agents;

namespace MeshLens.Ingest.Naming;

/// <summary>Who and where a replica is: as the mesh says, else as the agent of the node that has its address.</summary>
internal sealed class EndpointPlaces(IdentityIndex index, NodeRegistry nodes) : IEndpointPlaces
{
    public EndpointPlace? Find(string cluster, string endpoint) => IPEndPoint.TryParse(endpoint, out var address)
        ? OfMesh(cluster, endpoint, address) ?? OfNode(cluster, endpoint, address)
        : null;

    private EndpointPlace? OfMesh(string cluster, string endpoint, IPEndPoint address) =>
        index.Resolve(new() { Key = AddressKey.Of(address.Address), Port = address.Port, Cluster = cluster, Node = "" }) is { } identity
            && (identity.Workload is not null || identity.Node is not null)
            ? new(
                endpoint,
                identity.Workload?.Pod ?? "",
                identity.Workload?.Node ?? identity.Node?.Name ?? "",
                identity.Workload?.Zone ?? identity.Node?.Zone ?? "")
            : null;

    private EndpointPlace? OfNode(string cluster, string endpoint, IPEndPoint address) =>
        nodes.FindOwner(cluster, address.Address) is { } node ? new(endpoint, "", node.Node, node.Zone) : null;
}
