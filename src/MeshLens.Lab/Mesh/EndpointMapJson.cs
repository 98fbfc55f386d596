using System.Text.Json.Serialization;

namespace MeshLens.Lab.Mesh;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(EndpointMap))]
internal sealed partial class EndpointMapJson : JsonSerializerContext;
