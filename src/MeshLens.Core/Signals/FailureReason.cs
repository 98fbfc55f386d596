using System.Text.Json.Serialization;

namespace MeshLens.Core.Signals;

/// <summary>Why a connect failed. The numbers are the wire's and the kernel's.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FailureReason>))]
public enum FailureReason : byte
{
    [JsonStringEnumMemberName("none")]
    None = 0,

    /// <summary>A reset answered the SYN, from the host or from whatever stands before it.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused = 1,

    /// <summary>A reset came after the peer's own SYN (both ends connected at once). Resets of established connections are counted apart.</summary>
    [JsonStringEnumMemberName("reset")]
    Reset = 2,
    [JsonStringEnumMemberName("timed-out")]
    TimedOut = 3,
    [JsonStringEnumMemberName("host-unreachable")]
    HostUnreachable = 4,
    [JsonStringEnumMemberName("network-unreachable")]
    NetworkUnreachable = 5,
    [JsonStringEnumMemberName("no-route")]
    NoRoute = 6,
    [JsonStringEnumMemberName("no-local-port")]
    NoLocalPort = 7,

    /// <summary>The caller gave up before the network did.</summary>
    [JsonStringEnumMemberName("abandoned")]
    Abandoned = 8,
    [JsonStringEnumMemberName("permission-denied")]
    PermissionDenied = 9,
    [JsonStringEnumMemberName("other")]
    Other = 10,
}
