using System.Text.Json.Serialization.Metadata;

namespace MeshLens.Kubernetes.Api;

/// <summary>Where the objects of one kind are, and how they are read.</summary>
internal sealed record ObjectKind<T>(string Name, string Path, JsonTypeInfo<ObjectList<T>> List, JsonTypeInfo<WatchEvent<T>> Event)
    where T : KubernetesObject;
