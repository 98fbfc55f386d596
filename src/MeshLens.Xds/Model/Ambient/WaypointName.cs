using Istio.WorkloadApi;

namespace MeshLens.Xds.Model.Ambient;

/// <summary>A waypoint's host as namespace/host, or its address.</summary>
internal static class WaypointName
{
    public static string Of(GatewayAddress? gateway) => gateway?.DestinationCase switch
    {
        GatewayAddress.DestinationOneofCase.Hostname => $"{gateway.Hostname.Namespace}/{gateway.Hostname.Hostname}",
        GatewayAddress.DestinationOneofCase.Address => IpText.Of(gateway.Address.Address.Span),
        _ => "",
    };
}
