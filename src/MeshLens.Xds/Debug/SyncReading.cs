using Envoy.Service.Status.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MeshLens.Xds.Resources;

namespace MeshLens.Xds.Debug;

/// <summary>Reads what a replica says of one of its proxies.</summary>
internal static class SyncReading
{
    /// <summary>Null when it is nothing of the kind.</summary>
    public static ProxySync? Read(Any body, Uri replica)
    {
        try
        {
            // A control plane may leave the type's prefix out.
            return body.TypeUrl.EndsWith(ClientConfig.Descriptor.FullName, StringComparison.Ordinal) ? Read(ClientConfig.Parser.ParseFrom(body.Value), replica) : null;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static ProxySync Read(ClientConfig proxy, Uri replica) => new(
        proxy.Node?.Id ?? "",
        Text(proxy.Node?.Metadata, "CLUSTER_ID"),
        Text(proxy.Node?.Metadata, "ISTIO_VERSION"),
        replica,
        [.. proxy.GenericXdsConfigs.Select(static each => new TypeSync(NameOf(each.TypeUrl), StateOf(each), each.ErrorState?.Details ?? ""))]);

    private static SyncState StateOf(ClientConfig.Types.GenericXdsConfig config) => config.ConfigStatus switch
    {
        ConfigStatus.Synced => SyncState.Synced,
        ConfigStatus.NotSent => SyncState.NotSent,
        ConfigStatus.Stale => SyncState.Stale,
        ConfigStatus.Error => SyncState.Error,
        _ => SyncState.Unknown,
    };

    private static string NameOf(string typeUrl) => ResourceTypes.InOrder.FirstOrDefault(type => type.TypeUrl == typeUrl)?.ShortName ?? typeUrl;

    private static string Text(Struct? metadata, string name) =>
        metadata?.Fields.TryGetValue(name, out var value) == true && value.KindCase == Value.KindOneofCase.StringValue ? value.StringValue : "";
}
