namespace MeshLens.Kubernetes.Api;

internal sealed record ObjectReference
{
    public string Kind { get; set; } = "";

    public string Namespace { get; set; } = "";

    public string Name { get; set; } = "";
}
