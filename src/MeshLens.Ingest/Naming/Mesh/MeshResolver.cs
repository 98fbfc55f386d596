using System.Net;
using MeshLens.Core.Edges;
using MeshLens.Core.Identity;

namespace MeshLens.Ingest.Naming.Mesh;

/// <summary>Names an endpoint by what the mesh says of its address, or of the pod that its process belongs to.</summary>
/// <remarks>
/// A called service gives its name; so does the only service behind a replica's port, with the service's own port, so that a server
/// alone arrives at the edge that its callers name. A caller is the workload. A node's own address says little: there the process is
/// asked first, where there is one.
/// </remarks>
internal sealed class MeshResolver(IdentityIndex index) : IEndpointResolver
{
    // Its place in the order; each name says who gave it.
    public NameSource Source => NameSource.Istiod;

    public int Version => index.Version;

    public EndpointName? Resolve(in EndpointQuery query)
    {
        var pod = PodOf(query);
        if (pod == Guid.Empty && IPAddress.IsLoopback(query.Address))
        {
            return null;
        }

        var found = index.Resolve(new()
        {
            Key = AddressKey.Of(query.Address),
            Port = query.Port,
            Cluster = query.Node.Cluster,
            Node = query.Node.Node,
            PodUid = pod,
            At = query.At,
        });
        return found is not { } identity || (identity.Match == AddressMatch.Node && IsKnownProcess(query)) ? null : Name(identity, query.Port);
    }

    private static Guid PodOf(in EndpointQuery query) =>
        query.Process?.PodUid is { Length: > 0 } text && Guid.TryParse(text, out var uid) ? uid : Guid.Empty;

    private static bool IsKnownProcess(in EndpointQuery query) =>
        query.Process is not null || (query.Port != 0 && query.Node.FindListener(query.Address, query.Port, query.NetworkNamespace) is not null);

    private static EndpointName Name(in AddressIdentity identity, int port)
    {
        var isService = identity.Service is not null && port != 0;
        return new(
            PartyOf(identity, isService),
            identity.Source == MeshSource.Istiod ? NameSource.Istiod : NameSource.Kubernetes,
            isService ? identity.Port : port,
            identity.Cluster is { Length: > 0 } cluster ? cluster : null,
            NodeOf(identity),
            identity.Workload?.Zone ?? identity.Node?.Zone,
            identity.Workload is not null);
    }

    private static Party PartyOf(in AddressIdentity identity, bool isService) =>
        identity.Workload is { } workload && !isService ? new(workload.Namespace, workload.Name, PartyKind.Workload)
        : identity.Service is { } service ? new(service.Namespace, service.Name, PartyKind.Service)
        : new("", identity.Node!.Name, PartyKind.Process);

    private static string? NodeOf(in AddressIdentity identity) => identity.Workload?.Node ?? identity.Node?.Name;
}
