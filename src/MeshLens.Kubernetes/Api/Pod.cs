namespace MeshLens.Kubernetes.Api;

/// <summary>The part of a pod that says who has which address.</summary>
internal sealed record Pod : KubernetesObject
{
    public PodSpec Spec { get; set; } = new();

    public PodStatus Status { get; set; } = new();
}
