using System.Text.Json.Serialization;
using MeshLens.Alerting.Evaluation;
using MeshLens.Alerting.Reports;
using MeshLens.Alerting.Sinks;
using MeshLens.Alerting.State;

namespace MeshLens.Alerting;

/// <summary>Every type of alerts that is written as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(AlertReport))]
[JsonSerializable(typeof(SinkList))]
[JsonSerializable(typeof(RuleList))]
[JsonSerializable(typeof(Alert))]
[JsonSerializable(typeof(AlertMemory))]
[JsonSerializable(typeof(WebhookBody))]
[JsonSerializable(typeof(List<PostableAlert>))]
public sealed partial class AlertingJson : JsonSerializerContext;
