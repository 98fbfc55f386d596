namespace MeshLens.Kubernetes.Api;

/// <summary>An object, or the status that a watch sends in an object's place when it fails.</summary>
internal abstract record KubernetesObject
{
    public ObjectMeta Metadata { get; set; } = new();

    /// <summary>Of a status: as an HTTP code. Zero for objects.</summary>
    public int Code { get; set; }

    /// <summary>Of a status: what went wrong.</summary>
    public string Message { get; set; } = "";
}
