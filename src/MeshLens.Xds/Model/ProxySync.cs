using Envoy.Service.Status.V3;

namespace MeshLens.Xds.Model;

/// <summary>How one proxy stands with one kind of resource, as the control plane says (<c>istio.io/debug/syncz</c>).</summary>
/// <param name="Proxy">The proxy.</param>
/// <param name="Type">The resource type, as on the wire.</param>
/// <param name="State">How far it has got.</param>
/// <param name="Problem">What it said when it refused; empty otherwise.</param>
public sealed record ProxySync(string Proxy, string Type, SyncState State, string Problem)
{
    /// <summary>Reads what the control plane says of one proxy.</summary>
    public static IEnumerable<ProxySync> Of(ClientConfig client) => client.GenericXdsConfigs.Select(config =>
        new ProxySync(client.Node?.Id ?? "", config.TypeUrl, StateOf(config.ConfigStatus), config.ErrorState?.Details ?? ""));

    private static SyncState StateOf(ConfigStatus status) => status switch
    {
        ConfigStatus.Synced => SyncState.Synced,
        ConfigStatus.NotSent => SyncState.NotSent,
        ConfigStatus.Stale => SyncState.Stale,
        ConfigStatus.Error => SyncState.Refused,
        _ => SyncState.Unknown,
    };
}
