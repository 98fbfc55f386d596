namespace MeshLens.Kubernetes.Api;

internal sealed record ListMeta
{
    public string ResourceVersion { get; set; } = "";

    /// <summary>Where the next page begins; empty on the last.</summary>
    public string Continue { get; set; } = "";
}
