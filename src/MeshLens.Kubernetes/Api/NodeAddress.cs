namespace MeshLens.Kubernetes.Api;

internal sealed record NodeAddress
{
    public string Type { get; set; } = "";

    public string Address { get; set; } = "";
}
