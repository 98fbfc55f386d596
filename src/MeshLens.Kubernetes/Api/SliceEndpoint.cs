namespace MeshLens.Kubernetes.Api;

internal sealed record SliceEndpoint
{
    public List<string?>? Addresses { get; set; }

    public ObjectReference? TargetRef { get; set; }
}
