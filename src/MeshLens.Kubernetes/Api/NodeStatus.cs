namespace MeshLens.Kubernetes.Api;

internal sealed record NodeStatus
{
    public List<NodeAddress?>? Addresses { get; set; }
}
