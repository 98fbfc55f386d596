using System.Text.Json.Serialization;

namespace MeshLens.Core.Telemetry;

/// <summary>How a cluster of an Envoy stands. The numbers are stored: never reuse or renumber one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClusterGauge>))]
public enum ClusterGauge : byte
{
    [JsonStringEnumMemberName("connections-active")]
    ConnectionsActive = 0,

    [JsonStringEnumMemberName("requests-active")]
    RequestsActive = 1,

    /// <summary>Requests that wait for a connection.</summary>
    [JsonStringEnumMemberName("pending-active")]
    PendingActive = 2,

    /// <summary>Hosts that are put aside as outliers.</summary>
    [JsonStringEnumMemberName("ejections-active")]
    EjectionsActive = 3,

    [JsonStringEnumMemberName("members-healthy")]
    MembersHealthy = 4,

    [JsonStringEnumMemberName("members")]
    Members = 5,

    /// <summary>1 while the limit is reached. May read 0 while requests overflow: a counted overflow says more.</summary>
    [JsonStringEnumMemberName("connection-breaker")]
    ConnectionBreaker = 6,

    /// <inheritdoc cref="ConnectionBreaker"/>
    [JsonStringEnumMemberName("pending-breaker")]
    PendingBreaker = 7,

    /// <inheritdoc cref="ConnectionBreaker"/>
    [JsonStringEnumMemberName("request-breaker")]
    RequestBreaker = 8,

    /// <inheritdoc cref="ConnectionBreaker"/>
    [JsonStringEnumMemberName("retry-breaker")]
    RetryBreaker = 9,
}
