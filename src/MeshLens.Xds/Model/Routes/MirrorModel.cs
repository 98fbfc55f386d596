namespace MeshLens.Xds.Model.Routes;

/// <summary>A copy of requests that goes elsewhere, its answer thrown away.</summary>
/// <param name="Cluster">Who gets it; empty when a header of the request says.</param>
/// <param name="Share">The part of the requests, 0 to 1.</param>
public readonly record struct MirrorModel(string Cluster, double Share);
