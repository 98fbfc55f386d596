using System.Text.Json.Serialization;

namespace MeshLens.Core.Telemetry;

/// <summary>What an Envoy counts of a cluster. The numbers are stored: never reuse or renumber one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClusterCounter>))]
public enum ClusterCounter : byte
{
    /// <summary>Connections that were begun.</summary>
    [JsonStringEnumMemberName("connections")]
    Connections = 0,

    /// <summary>Connections that failed before they were ready.</summary>
    [JsonStringEnumMemberName("connect-failures")]
    ConnectFailures = 1,

    /// <summary>Connections that were not ready in time.</summary>
    [JsonStringEnumMemberName("connect-timeouts")]
    ConnectTimeouts = 2,

    /// <summary>Requests for a connection beyond <c>maxConnections</c>.</summary>
    [JsonStringEnumMemberName("connection-overflows")]
    ConnectionOverflows = 3,

    /// <summary>Requests for a connection while no host was healthy.</summary>
    [JsonStringEnumMemberName("none-healthy")]
    NoneHealthy = 4,

    /// <summary>Connections that the destination closed while a request was under way.</summary>
    [JsonStringEnumMemberName("closed-in-use")]
    ClosedInUse = 5,

    /// <summary>Attempts.</summary>
    [JsonStringEnumMemberName("requests")]
    Requests = 6,

    /// <summary>Requests that waited for a connection.</summary>
    [JsonStringEnumMemberName("pending")]
    Pending = 7,

    /// <summary>Requests that found no room to wait, or too many under way.</summary>
    [JsonStringEnumMemberName("pending-overflows")]
    PendingOverflows = 8,

    /// <summary>Requests that were not answered in time.</summary>
    [JsonStringEnumMemberName("timeouts")]
    Timeouts = 9,

    /// <summary>Attempts that were not answered in time.</summary>
    [JsonStringEnumMemberName("per-try-timeouts")]
    PerTryTimeouts = 10,

    /// <summary>Attempts after the first.</summary>
    [JsonStringEnumMemberName("retries")]
    Retries = 11,

    /// <summary>Retries beyond what may be under way at once.</summary>
    [JsonStringEnumMemberName("retry-overflows")]
    RetryOverflows = 12,

    /// <summary>Requests that were tried as often as allowed.</summary>
    [JsonStringEnumMemberName("retry-limits")]
    RetryLimits = 13,

    /// <summary>Hosts that were put aside as outliers.</summary>
    [JsonStringEnumMemberName("ejections")]
    Ejections = 14,

    /// <summary>Hosts that stayed because too many were put aside already.</summary>
    [JsonStringEnumMemberName("ejection-overflows")]
    EjectionOverflows = 15,

    /// <summary>Choices among all hosts because too few were healthy.</summary>
    [JsonStringEnumMemberName("panics")]
    Panics = 16,
}
