namespace MeshLens.Kubernetes.Api;

/// <summary>One line of a watch: ADDED, MODIFIED, DELETED, BOOKMARK or ERROR, and the object or status it is about.</summary>
internal sealed record WatchEvent<T>
    where T : KubernetesObject
{
    public string Type { get; set; } = "";

    public T? Object { get; set; }
}
