namespace MeshLens.Xds.Debug;

/// <summary>A proxy that is connected to a control plane.</summary>
/// <param name="Id">Pod and namespace: <c>payments-v1-7d9f.shop</c>.</param>
/// <param name="Cluster">Where it runs.</param>
/// <param name="Version">Its Istio version; empty when it does not say.</param>
/// <param name="Replica">The replica of the control plane that it is connected to.</param>
/// <param name="Types">How it stands with each type.</param>
public sealed record ProxySync(string Id, string Cluster, string Version, Uri Replica, IReadOnlyList<TypeSync> Types)
{
    /// <summary>It has everything that was made for it.</summary>
    public bool IsSynced => Types.All(static type => type.State is SyncState.Synced or SyncState.NotSent or SyncState.Unknown);
}
