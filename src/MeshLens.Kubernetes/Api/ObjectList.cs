namespace MeshLens.Kubernetes.Api;

/// <summary>A page of objects.</summary>
internal sealed record ObjectList<T>
    where T : KubernetesObject
{
    public ListMeta Metadata { get; set; } = new();

    public List<T?>? Items { get; set; }
}
