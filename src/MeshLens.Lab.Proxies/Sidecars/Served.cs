namespace MeshLens.Lab.Proxies.Sidecars;

/// <summary>One state of a proxy's configuration.</summary>
internal sealed record Served(RouteTable Routes, FilterChain Filters, IReadOnlyDictionary<string, UpstreamCluster> Clusters)
{
    public static Served Nothing { get; } = new(new([]), new([]), new Dictionary<string, UpstreamCluster>());
}
