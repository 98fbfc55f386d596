using Envoy.Service.Discovery.V3;
using MeshLens.Xds.Resources;

namespace MeshLens.Xds.Tests.FakeIstiod;

/// <summary>One message of a client, with what can be compared between clients: names have no order, and of a node its id counts.</summary>
/// <param name="Type">The short name of the type.</param>
/// <param name="Nonce">The response it answers; empty for none.</param>
/// <param name="Version">State of the world: the version in force.</param>
/// <param name="Names">State of the world: everything wanted. Null in delta, where changes are said.</param>
/// <param name="Change">Delta: what is wanted more and less, and what is held. In both: who asks.</param>
/// <param name="Refuses">The response was refused.</param>
internal sealed record ClientMessage(string Type, string Nonce, string Version, IReadOnlyList<string>? Names, string Change, bool Refuses)
{
    public static ClientMessage OfDelta(byte[] message)
    {
        var request = DeltaDiscoveryRequest.Parser.ParseFrom(message);
        IEnumerable<string> change =
        [
            .. Told(request.Node),
            .. Signed(" +", request.ResourceNamesSubscribe),
            .. Signed(" -", request.ResourceNamesUnsubscribe),
            .. Signed(" holds ", request.InitialResourceVersions.Keys),
        ];
        return new(ShortOf(request.TypeUrl), request.ResponseNonce, "", null, string.Concat(change), request.ErrorDetail is not null);
    }

    public static ClientMessage OfStateOfTheWorld(byte[] message)
    {
        var request = DiscoveryRequest.Parser.ParseFrom(message);
        return new(
            ShortOf(request.TypeUrl), request.ResponseNonce, request.VersionInfo, request.ResourceNames, string.Concat(Told(request.Node)), request.ErrorDetail is not null);
    }

    public static IEnumerable<string> Signed(string sign, IEnumerable<string> names) => names.Order(StringComparer.Ordinal).Select(name => sign + name);

    private static IEnumerable<string> Told(Envoy.Config.Core.V3.Node? node) => node is null ? [] : [$" from {node.Id}"];

    private static string ShortOf(string typeUrl) => ResourceTypes.InOrder.Single(type => type.TypeUrl == typeUrl).ShortName;
}
