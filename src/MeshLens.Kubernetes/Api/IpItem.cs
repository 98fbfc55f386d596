namespace MeshLens.Kubernetes.Api;

/// <summary>An address in a list, of a pod or of a load balancer.</summary>
internal sealed record IpItem
{
    public string Ip { get; set; } = "";
}
