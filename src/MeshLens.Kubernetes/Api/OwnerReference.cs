namespace MeshLens.Kubernetes.Api;

/// <summary>What made an object.</summary>
internal sealed record OwnerReference
{
    public string Kind { get; set; } = "";

    public string Name { get; set; } = "";

    public bool Controller { get; set; }
}
