using Envoy.Config.Cluster.V3;
using Envoy.Config.Endpoint.V3;
using Envoy.Config.Listener.V3;
using Envoy.Config.Route.V3;
using Istio.SecurityApi;
using Istio.WorkloadApi;
using Address = Istio.WorkloadApi.Address;

namespace MeshLens.Xds.Resources;

/// <summary>
/// Every type MeshLens asks a control plane for. Secrets are not among them and never will be: a type that is not here cannot be
/// subscribed to, and is dropped unread should a control plane send it.
/// </summary>
public static class ResourceTypes
{
    /// <summary>Endpoints of one cluster, by its EDS service name.</summary>
    public static ResourceType Endpoints { get; } =
        new ResourceType<ClusterLoadAssignment>("EDS", ClusterLoadAssignment.Parser, static item => item.ClusterName);

    /// <summary>Destinations as a proxy sees them.</summary>
    public static ResourceType Clusters { get; } =
        new ResourceType<Cluster>("CDS", Cluster.Parser, static item => item.Name, ClusterReferences.Of)
        {
            IsWildcard = true,
            AbsenceIsRemoval = true,
            Child = Endpoints,
        };

    /// <summary>HTTP routes of one listener, by the name the listener gives.</summary>
    public static ResourceType Routes { get; } =
        new ResourceType<RouteConfiguration>("RDS", RouteConfiguration.Parser, static item => item.Name);

    /// <summary>Addresses and ports a proxy accepts connections for.</summary>
    public static ResourceType Listeners { get; } =
        new ResourceType<Listener>("LDS", Listener.Parser, static item => item.Name, ListenerReferences.Of)
        {
            IsWildcard = true,
            AbsenceIsRemoval = true,
            Child = Routes,
        };

    /// <summary>Ambient: every workload and service of the mesh. Served over delta only.</summary>
    public static ResourceType Addresses { get; } =
        new ResourceType<Address>("Address", Address.Parser, AddressNames.Of) { IsWildcard = true };

    /// <summary>Ambient: who may talk to whom. Served over delta only.</summary>
    public static ResourceType Authorizations { get; } =
        new ResourceType<Authorization>("Authorization", Authorization.Parser, static item => $"{item.Namespace}/{item.Name}") { IsWildcard = true };

    /// <summary>In the order in which they are asked for: a parent before its children, as the control plane pushes them.</summary>
    public static IReadOnlyList<ResourceType> InOrder { get; } = [Clusters, Endpoints, Listeners, Routes, Addresses, Authorizations];

    /// <summary>What a sidecar asks for.</summary>
    public static IReadOnlyList<ResourceType> OfProxy { get; } = [Clusters, Endpoints, Listeners, Routes];
}
