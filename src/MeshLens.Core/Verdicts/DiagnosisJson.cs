using System.Text.Json.Serialization;

namespace MeshLens.Core.Verdicts;

/// <summary>The JSON of diagnoses and lists as the API and the CLI write it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Diagnosis))]
[JsonSerializable(typeof(EdgeSummary))]
[JsonSerializable(typeof(List<EdgeSummary>))]
public sealed partial class DiagnosisJson : JsonSerializerContext;
