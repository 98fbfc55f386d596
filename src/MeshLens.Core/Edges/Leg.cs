using System.Text.Json.Serialization;

namespace MeshLens.Core.Edges;

/// <summary>One TCP hop of an edge. Legs are never merged.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Leg>))]
public enum Leg : byte
{
    /// <summary>No proxy in between: the client's own connection reaches the server.</summary>
    [JsonStringEnumMemberName("direct")]
    Direct,
    [JsonStringEnumMemberName("app-proxy")]
    AppToProxy,

    /// <summary>The wire: pod address and port, or HBONE on 15008.</summary>
    [JsonStringEnumMemberName("proxy-proxy")]
    ProxyToProxy,
    [JsonStringEnumMemberName("waypoint")]
    ToWaypoint,

    /// <summary>Pooled over all callers in a sidecar: destination-wide.</summary>
    [JsonStringEnumMemberName("proxy-app")]
    ProxyToApp,
}
