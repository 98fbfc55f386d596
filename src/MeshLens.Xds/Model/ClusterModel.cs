using Envoy.Config.Cluster.V3;

namespace MeshLens.Xds.Model;

/// <summary>A destination as a proxy uses it.</summary>
/// <param name="Name">Its name as served.</param>
/// <param name="Service">What the name says; null when it stands for no service.</param>
/// <param name="Cluster">The whole message, for rules to read. Never change it.</param>
/// <param name="Endpoints">Its endpoints, of all priorities.</param>
/// <param name="Source">The DestinationRule that shaped it; null when none did.</param>
public sealed record ClusterModel(
    string Name, ClusterName? Service, Cluster Cluster, IReadOnlyList<EndpointModel> Endpoints, IstioResource? Source);
