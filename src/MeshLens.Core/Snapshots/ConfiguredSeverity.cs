using System.Text.Json.Serialization;

namespace MeshLens.Core.Snapshots;

/// <summary>How bad a finding is, judged by configuration alone.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConfiguredSeverity>))]
public enum ConfiguredSeverity : byte
{
    /// <summary>Worth knowing when the edge is slow; often meant.</summary>
    [JsonStringEnumMemberName("info")]
    Info,

    /// <summary>It hurts under ordinary conditions.</summary>
    [JsonStringEnumMemberName("warning")]
    Warning,

    /// <summary>It hurts now.</summary>
    [JsonStringEnumMemberName("error")]
    Error,
}
