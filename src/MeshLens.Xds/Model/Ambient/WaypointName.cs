using System.Net;
using Istio.WorkloadApi;

namespace MeshLens.Xds.Model.Ambient;

/// <summary>A waypoint's host as namespace/host, or its address.</summary>
internal static class WaypointName
{
    public static string Of(GatewayAddress? gateway) => gateway?.DestinationCase switch
    {
        GatewayAddress.DestinationOneofCase.Hostname => $"{gateway.Hostname.Namespace}/{gateway.Hostname.Hostname}",
        GatewayAddress.DestinationOneofCase.Address when gateway.Address.Address.Length is 4 or 16 => new IPAddress(gateway.Address.Address.Span).ToString(),
        _ => "",
    };
}
