using System.Text.Json.Serialization;

namespace MeshLens.Core.Snapshots;

/// <summary>The JSON of recorded snapshots, one object per line in a recording.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(EdgeSnapshot))]
public sealed partial class SnapshotJson : JsonSerializerContext;
