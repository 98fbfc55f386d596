namespace MeshLens.Kubernetes.Api;

internal sealed record PodSpec
{
    public string NodeName { get; set; } = "";

    public bool HostNetwork { get; set; }
}
