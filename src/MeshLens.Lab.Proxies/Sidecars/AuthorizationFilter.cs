namespace MeshLens.Lab.Proxies.Sidecars;

/// <summary>Asks another service over HTTP whether a request may pass.</summary>
internal sealed record AuthorizationFilter(string Cluster, TimeSpan Timeout);
