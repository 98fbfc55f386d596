namespace MeshLens.Lab.Proxies.Sidecars;

/// <summary>What a pool of connections may do.</summary>
internal sealed record PoolLimits(TimeSpan ConnectTimeout, uint Connections, uint Waiting, uint RequestsPerConnection, bool IsMutualTls = false);
