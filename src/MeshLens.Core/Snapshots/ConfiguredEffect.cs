using System.Text.Json.Serialization;

namespace MeshLens.Core.Snapshots;

/// <summary>What kind of thing a finding's prediction can be tested against. The numbers are stored: never reuse or renumber one.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConfiguredEffect>))]
public enum ConfiguredEffect : byte
{
    /// <summary>A share of the requests takes so many milliseconds more.</summary>
    [JsonStringEnumMemberName("delay")]
    Delay = 0,

    /// <summary>No request takes longer than so many milliseconds: it fails there.</summary>
    [JsonStringEnumMemberName("ceiling")]
    Ceiling = 1,

    /// <summary>A share of the requests fails.</summary>
    [JsonStringEnumMemberName("failure")]
    Failure = 2,

    /// <summary>Connections are made more often than needed.</summary>
    [JsonStringEnumMemberName("connections")]
    Connections = 3,

    /// <summary>Endpoints get unequal parts of the requests.</summary>
    [JsonStringEnumMemberName("imbalance")]
    Imbalance = 4,

    /// <summary>The destination gets more requests than its callers send.</summary>
    [JsonStringEnumMemberName("load")]
    Load = 5,

    /// <summary>Requests go a longer way.</summary>
    [JsonStringEnumMemberName("path")]
    Path = 6,

    /// <summary>Something that should help does not: no symptom by itself.</summary>
    [JsonStringEnumMemberName("unprotected")]
    Unprotected = 7,
}
