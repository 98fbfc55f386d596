using System.Text.Json.Serialization;

namespace MeshLens.Kubernetes.Api;

/// <summary>Every type that is read; what an object has besides is skipped by the reader and takes no memory.</summary>
/// <remarks>Properties are set and not initialised: what the generated reader does not find it would else put back to null.</remarks>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(ObjectList<Pod>))]
[JsonSerializable(typeof(ObjectList<Service>))]
[JsonSerializable(typeof(ObjectList<EndpointSlice>))]
[JsonSerializable(typeof(ObjectList<Node>))]
[JsonSerializable(typeof(ObjectList<Namespace>))]
[JsonSerializable(typeof(WatchEvent<Pod>))]
[JsonSerializable(typeof(WatchEvent<Service>))]
[JsonSerializable(typeof(WatchEvent<EndpointSlice>))]
[JsonSerializable(typeof(WatchEvent<Node>))]
[JsonSerializable(typeof(WatchEvent<Namespace>))]
internal sealed partial class KubernetesJson : JsonSerializerContext;
