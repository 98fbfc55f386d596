namespace MeshLens.Lab.Proxies.Sidecars;

/// <summary>Where the mesh is.</summary>
internal static class Localities
{
    /// <summary>The cluster's name, as an agent without one calls it.</summary>
    public const string Cluster = "local";
    public const string Region = "region-1";
    public const string Home = "zone-1";
    public const string Away = "zone-2";
}
