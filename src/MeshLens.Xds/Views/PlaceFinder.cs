namespace MeshLens.Xds.Views;

/// <summary>Where a pod is; empty texts when nobody knows.</summary>
public delegate (string Region, string Zone) PlaceFinder(string space, string pod);
