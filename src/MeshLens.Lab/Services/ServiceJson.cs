using System.Text.Json.Serialization;

namespace MeshLens.Lab.Services;

/// <summary>The lines between the lab and its service processes.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ServiceSpec))]
[JsonSerializable(typeof(ServiceCommand))]
[JsonSerializable(typeof(ServiceReport))]
internal sealed partial class ServiceJson : JsonSerializerContext;
