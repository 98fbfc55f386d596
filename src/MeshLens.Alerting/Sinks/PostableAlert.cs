using System.Text.Json.Serialization;

namespace MeshLens.Alerting.Sinks;

/// <summary>An alert as Alertmanager's API takes it (version 2, <c>postableAlert</c>).</summary>
public sealed record PostableAlert(
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyDictionary<string, string> Annotations,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    [property: JsonPropertyName("generatorURL"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? GeneratorUrl);
