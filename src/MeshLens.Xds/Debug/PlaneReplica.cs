namespace MeshLens.Xds.Debug;

/// <summary>One replica of a control plane.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Name">The name that its certificate bears; null when it is the address's own.</param>
internal readonly record struct PlaneReplica(Uri Address, string? Name);
