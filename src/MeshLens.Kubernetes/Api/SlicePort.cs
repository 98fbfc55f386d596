namespace MeshLens.Kubernetes.Api;

internal sealed record SlicePort
{
    public string? Name { get; set; }

    public string? Protocol { get; set; }

    public int? Port { get; set; }
}
