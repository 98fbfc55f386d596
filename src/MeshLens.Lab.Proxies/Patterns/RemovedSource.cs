namespace MeshLens.Lab.Proxies.Patterns;

/// <summary>Which source a snapshot is stripped of. In the order of the list's columns.</summary>
internal enum RemovedSource
{
    None,
    Kernel,
    AccessLogs,
    Metrics,
    Configuration,
    ServerEnd,
}
