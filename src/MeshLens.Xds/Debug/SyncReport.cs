namespace MeshLens.Xds.Debug;

/// <summary>The proxies of all replicas, as far as they could be asked.</summary>
/// <param name="At">When they were asked.</param>
/// <param name="Proxies">By id.</param>
/// <param name="NotSeen">Replicas that did not say, each with the reason and the remedy.</param>
public sealed record SyncReport(DateTimeOffset At, IReadOnlyList<ProxySync> Proxies, IReadOnlyList<string> NotSeen);
