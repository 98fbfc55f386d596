namespace MeshLens.Kubernetes.Api;

internal sealed record Condition
{
    public string Type { get; set; } = "";

    public string Status { get; set; } = "";
}
