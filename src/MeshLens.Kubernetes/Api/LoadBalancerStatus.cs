namespace MeshLens.Kubernetes.Api;

internal sealed record LoadBalancerStatus
{
    public List<IpItem?>? Ingress { get; set; }
}
