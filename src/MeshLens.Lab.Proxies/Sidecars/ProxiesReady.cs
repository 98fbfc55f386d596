namespace MeshLens.Lab.Proxies.Sidecars;

/// <summary>What a process of proxies says once it listens and has its configuration.</summary>
/// <param name="Stats">Where each proxy's counters are found, by pod.</param>
internal sealed record ProxiesReady(IReadOnlyDictionary<string, int> Stats);
