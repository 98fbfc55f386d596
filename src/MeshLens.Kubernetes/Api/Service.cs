namespace MeshLens.Kubernetes.Api;

internal sealed record Service : KubernetesObject
{
    public ServiceSpec Spec { get; set; } = new();

    public ServiceStatus Status { get; set; } = new();
}
