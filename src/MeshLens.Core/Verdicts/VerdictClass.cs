using System.Text.Json.Serialization;

namespace MeshLens.Core.Verdicts;

/// <summary>Who owns the problem of an edge.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VerdictClass>))]
public enum VerdictClass : byte
{
    /// <summary>Something is or may be wrong and the evidence does not say what, or there is too little to tell.</summary>
    [JsonStringEnumMemberName("undetermined")]
    Undetermined,

    [JsonStringEnumMemberName("healthy")]
    Healthy,

    [JsonStringEnumMemberName("network")]
    Network,

    [JsonStringEnumMemberName("mesh-config")]
    MeshConfig,

    [JsonStringEnumMemberName("application")]
    Application,
}
