using System.Text.Json.Serialization;

namespace MeshLens.Core.Verdicts;

/// <summary>How an incident ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IncidentEnd>))]
public enum IncidentEnd : byte
{
    [JsonStringEnumMemberName("open")]
    Open,

    /// <summary>The edge was well again.</summary>
    [JsonStringEnumMemberName("recovered")]
    Recovered,

    /// <summary>Another cause took over.</summary>
    [JsonStringEnumMemberName("cause-changed")]
    CauseChanged,

    /// <summary>The edge fell silent, so nobody knows.</summary>
    [JsonStringEnumMemberName("no-traffic")]
    NoTraffic,

    /// <summary>It lasted for hours without changing and became the new baseline.</summary>
    [JsonStringEnumMemberName("rebased")]
    Rebased,

    /// <summary>MeshLens itself was not running, so nobody knows.</summary>
    [JsonStringEnumMemberName("not-watched")]
    NotWatched,
}
