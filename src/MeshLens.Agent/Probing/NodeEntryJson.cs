using System.Text.Json.Serialization;

namespace MeshLens.Agent.Probing;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(List<NodeEntry>))]
internal sealed partial class NodeEntryJson : JsonSerializerContext;
