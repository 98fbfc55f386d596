namespace MeshLens.Xds.Model.Routes;

/// <summary>A cluster a route may choose.</summary>
/// <param name="Cluster">Its name.</param>
/// <param name="Share">The part of the requests, 0 to 1.</param>
public readonly record struct RouteTarget(string Cluster, double Share);
