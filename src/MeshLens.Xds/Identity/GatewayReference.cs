using Istio.WorkloadApi;
using MeshLens.Core.Identity;

namespace MeshLens.Xds.Identity;

/// <summary>A waypoint as others refer to it: by its service's id or, from older control planes, by its address.</summary>
internal static class GatewayReference
{
    public static string Of(GatewayAddress? gateway) => gateway?.DestinationCase switch
    {
        GatewayAddress.DestinationOneofCase.Hostname => $"{gateway.Hostname.Namespace}/{gateway.Hostname.Hostname}",
        GatewayAddress.DestinationOneofCase.Address when AddressKey.TryRead(gateway.Address.Address.Span, out var key) => key.ToString(),
        _ => "",
    };
}
