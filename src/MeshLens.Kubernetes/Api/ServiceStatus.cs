namespace MeshLens.Kubernetes.Api;

internal sealed record ServiceStatus
{
    public LoadBalancerStatus LoadBalancer { get; set; } = new();
}
