namespace MeshLens.Kubernetes.Api;

/// <summary>Read for its labels alone.</summary>
internal sealed record Namespace : KubernetesObject;
