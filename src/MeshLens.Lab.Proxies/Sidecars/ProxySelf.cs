using MeshLens.Xds.Identity;

namespace MeshLens.Lab.Proxies.Sidecars;

/// <summary>Who a proxy is, as it tells other proxies and the log.</summary>
internal sealed record ProxySelf(NodeIdentity Node, string Workload);
