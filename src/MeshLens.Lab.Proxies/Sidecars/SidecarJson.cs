using System.Text.Json.Serialization;

namespace MeshLens.Lab.Proxies.Sidecars;

/// <summary>The lines between the lab and a process of proxies.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProxiesSpec))]
[JsonSerializable(typeof(ProxiesReady))]
[JsonSerializable(typeof(ProxiesCommand))]
internal sealed partial class SidecarJson : JsonSerializerContext;
