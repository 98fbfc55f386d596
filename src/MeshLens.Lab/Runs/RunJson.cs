using System.Text.Json.Serialization;
using MeshLens.Lab.Runs.Alerts;

namespace MeshLens.Lab.Runs;

/// <summary>What the lab reads from the API and writes as results.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(SeenPage))]
[JsonSerializable(typeof(SeenAlerts))]
[JsonSerializable(typeof(IReadOnlyList<Figure>))]
[JsonSerializable(typeof(IReadOnlyList<TrialResult>))]
internal sealed partial class RunJson : JsonSerializerContext;
