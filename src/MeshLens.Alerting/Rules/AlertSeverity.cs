using System.Text.Json.Serialization;

namespace MeshLens.Alerting.Rules;

/// <summary>How much an alert wants of a person.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AlertSeverity>))]
public enum AlertSeverity : byte
{
    /// <summary>Nothing: it is there to be looked at.</summary>
    [JsonStringEnumMemberName("info")]
    Info,

    /// <summary>Somebody should look at it in working hours.</summary>
    [JsonStringEnumMemberName("ticket")]
    Ticket,

    /// <summary>Somebody is woken up.</summary>
    [JsonStringEnumMemberName("page")]
    Page,
}
