namespace MeshLens.Kubernetes.Api;

internal sealed record Node : KubernetesObject
{
    public NodeStatus Status { get; set; } = new();
}
