namespace MeshLens.Lab.Proxies.Patterns;

/// <summary>Removed sources as figures and tables call them.</summary>
internal static class RemovedSourceNames
{
    /// <summary><c>all</c>, <c>without-kernel</c>, …</summary>
    public static string Of(RemovedSource removed) => removed switch
    {
        RemovedSource.None => "all",
        RemovedSource.Kernel => "without-kernel",
        RemovedSource.AccessLogs => "without-access-logs",
        RemovedSource.Metrics => "without-metrics",
        RemovedSource.Configuration => "without-configuration",
        _ => "without-server-end",
    };
}
