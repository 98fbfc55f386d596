using MeshLens.Xds.Debug;

namespace MeshLens.Xds.Model;

/// <summary>What is known of the delivery of configuration, apart from its content.</summary>
/// <param name="Refused">Resources that could not be used as they were served.</param>
/// <param name="Proxies">What the control plane says of its proxies; empty where it was not asked.</param>
public sealed record ControlPlaneFacts(IReadOnlyList<RefusedResource> Refused, IReadOnlyList<ProxySync> Proxies)
{
    /// <summary>Nothing is known.</summary>
    public static ControlPlaneFacts None { get; } = new([], []);

    /// <summary>Whether rules would say the same of both.</summary>
    public bool SaysTheSame(ControlPlaneFacts other) => Refused.SequenceEqual(other.Refused) && Troubles.SequenceEqual(other.Troubles);

    private IEnumerable<(string, TypeSync)> Troubles =>
        from proxy in Proxies
        from type in proxy.Types
        where type.State == SyncState.Error || type.Lags
        select (proxy.Id, type);
}
