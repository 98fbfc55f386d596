namespace MeshLens.Xds.Model;

/// <summary>Everything the configuration says about going to one service port.</summary>
/// <param name="Host">The service.</param>
/// <param name="Port">Its port.</param>
/// <param name="Routes">Routes that may lead there, in matching order; none for plain TCP.</param>
/// <param name="Clusters">The service's own cluster and its subsets.</param>
public sealed record DestinationModel(string Host, int Port, IReadOnlyList<RouteModel> Routes, IReadOnlyList<ClusterModel> Clusters);
