using System.Text.Json.Serialization;

namespace MeshLens.Core.Verdicts;

/// <summary>How one replica stands beside what it was when the edge was well.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EndpointState>))]
public enum EndpointState : byte
{
    /// <summary>Too few requests, or never seen well.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    [JsonStringEnumMemberName("well")]
    Well,

    /// <summary>It takes longer to read or to answer requests. Where logs alone tell, that includes its path.</summary>
    [JsonStringEnumMemberName("slow")]
    Slow,

    /// <summary>The path to it got longer.</summary>
    [JsonStringEnumMemberName("far")]
    Far,

    /// <summary>Most connects or requests to it fail.</summary>
    [JsonStringEnumMemberName("failing")]
    Failing,
}
