using System.Text.Json.Serialization;

namespace MeshLens.Core.Signals;

/// <summary>Why a connect failed. The numbers are the wire's and the kernel's.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FailureReason>))]
public enum FailureReason : byte
{
    [JsonStringEnumMemberName("none")]
    None = 0,
    [JsonStringEnumMemberName("refused")]
    Refused = 1,
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
