using Envoy.Config.Cluster.V3;
using MeshLens.Xds.Model.Clusters;

namespace MeshLens.Xds.Model;

/// <summary>A destination as a proxy uses it.</summary>
/// <param name="Name">Its name as served.</param>
/// <param name="Service">What the name says; null when it stands for no service.</param>
/// <param name="Discovery">How its endpoints are found.</param>
/// <param name="Balancing">How one of them is picked.</param>
/// <param name="CircuitBreaker">What may be open at once; null when Envoy's own limits hold.</param>
/// <param name="Outlier">When endpoints are ejected; null when they never are.</param>
/// <param name="Connection">How connections are made and kept.</param>
/// <param name="Tls">How they are secured.</param>
/// <param name="Dns">How DNS is asked; null when it is not.</param>
/// <param name="HasHealthChecks">The proxy itself asks endpoints whether they are well.</param>
/// <param name="Source">The DestinationRule that shaped it; null when none did.</param>
/// <param name="AreEndpointsServed">Its endpoints were seen, be there any or none.</param>
/// <param name="Endpoints">Its endpoints, of all priorities.</param>
public sealed record ClusterModel(
    string Name,
    ClusterName? Service,
    ClusterDiscovery Discovery,
    BalancingModel Balancing,
    CircuitBreakerModel? CircuitBreaker,
    OutlierModel? Outlier,
    ConnectionModel Connection,
    TlsMode Tls,
    DnsModel? Dns,
    bool HasHealthChecks,
    IstioResource? Source,
    bool AreEndpointsServed,
    IReadOnlyList<EndpointModel> Endpoints)
{
    /// <summary>The subset of a DestinationRule; empty for the whole service and for no service.</summary>
    public string Subset => Service?.Subset ?? "";

    /// <summary>It leads to another service.</summary>
    public bool IsOutbound => Service is { IsOutbound: true };

    /// <summary>Everything but the endpoints.</summary>
    internal static ClusterModel Of(Cluster cluster) => new(
        cluster.Name,
        ClusterName.Parse(cluster.Name),
        DiscoveryOf(cluster),
        BalancingReader.Read(cluster),
        CircuitBreakerModel.Of(cluster.CircuitBreakers),
        OutlierModel.Of(cluster.OutlierDetection),
        ConnectionReader.Read(cluster),
        TlsReader.Read(cluster),
        DnsModel.Of(cluster),
        cluster.HealthChecks.Count > 0,
        IstioResource.Of(cluster.Metadata),
        cluster.LoadAssignment is not null,
        EndpointModel.Of(cluster.LoadAssignment));

    private static ClusterDiscovery DiscoveryOf(Cluster cluster) =>
        cluster.ClusterDiscoveryTypeCase == Cluster.ClusterDiscoveryTypeOneofCase.ClusterType ? ClusterDiscovery.Extension : cluster.Type switch
        {
            Cluster.Types.DiscoveryType.Eds => ClusterDiscovery.Eds,
            Cluster.Types.DiscoveryType.StrictDns => ClusterDiscovery.StrictDns,
            Cluster.Types.DiscoveryType.LogicalDns => ClusterDiscovery.LogicalDns,
            Cluster.Types.DiscoveryType.OriginalDst => ClusterDiscovery.OriginalDestination,
            _ => ClusterDiscovery.Static,
        };
}
