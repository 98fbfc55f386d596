using System.Text.Json.Serialization;

namespace MeshLens.Core.Verdicts;

/// <summary>How the problem shows, beside what causes it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Symptom>))]
public enum Symptom : byte
{
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>The level shifted: most requests are slower.</summary>
    [JsonStringEnumMemberName("growth")]
    Growth,

    /// <summary>The spread grew: some requests are much slower, the typical one is not.</summary>
    [JsonStringEnumMemberName("jitter")]
    Jitter,

    /// <summary>Replicas drifted apart: one is slower than its siblings.</summary>
    [JsonStringEnumMemberName("imbalance")]
    Imbalance,

    /// <summary>Connections fail.</summary>
    [JsonStringEnumMemberName("failures")]
    Failures,
}
