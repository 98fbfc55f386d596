using MeshLens.Grains.Mesh;
using MeshLens.Xds.Debug;

namespace MeshLens.Server.Mesh;

/// <summary>What a report of all proxies comes down to.</summary>
internal static class ProxySummary
{
    private const int MostListed = 100;

    public static ProxySyncView Of(SyncReport report)
    {
        var lagging = report.Proxies.Where(static proxy => !proxy.IsSynced).ToList();
        return new()
        {
            At = report.At,
            Versions = report.Proxies.GroupBy(static proxy => proxy.Version).ToDictionary(static same => same.Key, static same => same.Count()),
            NotInStep = [.. lagging.Take(MostListed).SelectMany(Lags)],
            NotInStepTotal = lagging.Count,
        };
    }

    private static IEnumerable<LaggingProxy> Lags(ProxySync proxy) => proxy.Types
        .Where(static type => type.State is SyncState.Stale or SyncState.Error)
        .Select(type => new LaggingProxy(proxy.Id, proxy.Version, type.Type, type.State == SyncState.Error ? "error" : "stale", type.Problem));
}
