using System.Text.Json;
using System.Text.Json.Serialization;

namespace MeshLens.Ingest.Naming.Static;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(EndpointFileContent))]
internal sealed partial class EndpointFileJson : JsonSerializerContext;
