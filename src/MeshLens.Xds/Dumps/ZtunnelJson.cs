using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Istio.WorkloadApi;

namespace MeshLens.Xds.Dumps;

/// <summary>How a ztunnel writes what workloads and services have in common: addresses, gateways, ports.</summary>
/// <exception cref="FormatException">An address or a port cannot be read.</exception>
internal static class ZtunnelJson
{
    // "bookinfo/waypoint.bookinfo.svc.cluster.local", or "network/10.96.65.117".
    public static GatewayAddress? Gateway(JsonNode? item)
    {
        if (item is not JsonObject gateway || Text(gateway, "destination") is not { Length: > 0 } destination || destination.Split('/') is not [var before, var after])
        {
            return null;
        }

        return IPAddress.TryParse(after, out _)
            ? new() { Address = Address(destination) }
            : new() { Hostname = new() { Namespace = before, Hostname = after } };
    }

    public static NetworkAddress Address(string text) => text.LastIndexOf('/') is >= 0 and var slash
        ? new() { Network = text[..slash], Address = Bytes(text[(slash + 1)..]) }
        : new() { Address = Bytes(text) };

    public static ByteString Bytes(string address) => ByteString.CopyFrom(IPAddress.Parse(address).GetAddressBytes());

    public static IEnumerable<Port> Ports(JsonNode? ports) => (ports as JsonObject ?? [])
        .Select(static port => new Port { ServicePort = uint.Parse(port.Key, CultureInfo.InvariantCulture), TargetPort = port.Value?.GetValue<uint>() ?? 0 });

    public static IEnumerable<JsonObject> Items(JsonNode? items) => items switch
    {
        JsonArray list => list.OfType<JsonObject>(),
        JsonObject byKey => byKey.Select(static each => each.Value).OfType<JsonObject>(),
        _ => [],
    };

    public static string Text(JsonObject item, string name) => item[name] is JsonValue value && value.TryGetValue(out string? text) ? text : "";
}
