using System.Text.Json.Serialization;
using MeshLens.Api.Health;
using MeshLens.Api.Nodes;
using MeshLens.Api.Stream;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;
using MeshLens.Grains.Catalog;
using MeshLens.Grains.Edges;
using MeshLens.Grains.Mesh;
using MeshLens.Grains.Probes;

namespace MeshLens.Api;

/// <summary>Every type that the API reads or writes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(EdgePage))]
[JsonSerializable(typeof(EdgeSummary))]
[JsonSerializable(typeof(Diagnosis))]
[JsonSerializable(typeof(EdgeHistory))]
[JsonSerializable(typeof(EdgeSnapshot))]
[JsonSerializable(typeof(StreamedEdge))]
[JsonSerializable(typeof(NodeList))]
[JsonSerializable(typeof(MeshStatus))]
[JsonSerializable(typeof(ProxyConfigurationView))]
[JsonSerializable(typeof(ProbeMatrix))]
[JsonSerializable(typeof(ProbeRequest))]
[JsonSerializable(typeof(ProbeLine))]
[JsonSerializable(typeof(Readiness))]
public sealed partial class ApiJson : JsonSerializerContext;
