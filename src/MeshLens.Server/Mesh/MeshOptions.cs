namespace MeshLens.Server.Mesh;

/// <summary>Who is asked about the mesh; nobody unless told.</summary>
internal sealed record MeshOptions
{
    /// <summary>Replicas of the control plane: <c>https://istiod.istio-system.svc:15012</c>, or host and port alone.</summary>
    public IReadOnlyList<string> Istiod { get; init; } = [];

    /// <summary>PEM file with the authorities of the control plane's certificate.</summary>
    public string? IstiodAuthorityFile { get; init; }

    /// <summary>File with the token to present to the control plane.</summary>
    public string? IstiodTokenFile { get; init; }

    /// <summary>The name in the control plane's certificate, when it is not the host of the address.</summary>
    public string? IstiodServerName { get; init; }

    /// <summary>As whom else the mesh is read: pods with their namespaces, <c>all</c>, or node ids.</summary>
    public IReadOnlyList<string> Views { get; init; } = [];

    /// <summary>Where this process is, region and zone with a slash between; null to find out.</summary>
    public string? Locality { get; init; }

    /// <summary>Read the cluster that this process is a pod of.</summary>
    public bool InCluster { get; init; }

    /// <summary>File with clusters to read.</summary>
    public string? KubeConfigFile { get; init; }

    /// <summary>Contexts of that file; none takes its current one.</summary>
    public IReadOnlyList<string> KubeContexts { get; init; } = [];

    /// <summary>The name of this cluster, as its control plane and its agents call it.</summary>
    public string Cluster { get; init; } = "Kubernetes";

    /// <summary>Somebody is asked who has which address.</summary>
    public bool NamesAnybody => Istiod.Count > 0 || InCluster || KubeConfigFile is not null;
}
