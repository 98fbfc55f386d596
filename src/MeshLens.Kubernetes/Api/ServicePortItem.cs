namespace MeshLens.Kubernetes.Api;

/// <summary>A port of a service. Where it leads is in the slices, with names resolved.</summary>
internal sealed record ServicePortItem
{
    public string Name { get; set; } = "";

    public string Protocol { get; set; } = "TCP";

    public int Port { get; set; }

    public int NodePort { get; set; }
}
