namespace MeshLens.Ingest.Naming;

/// <summary>Who named an endpoint, best first.</summary>
public enum NameSource : byte
{
    /// <summary>The operator's own file.</summary>
    File,

    /// <summary>The mesh's control plane.</summary>
    Istiod,

    /// <summary>The cluster's API server.</summary>
    Kubernetes,

    /// <summary>The process that listens or calls.</summary>
    Process,

    /// <summary>Nobody: the address stands for itself.</summary>
    Address,
}
