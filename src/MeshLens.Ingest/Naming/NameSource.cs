namespace MeshLens.Ingest.Naming;

/// <summary>Who named an endpoint, best first.</summary>
public enum NameSource : byte
{
    /// <summary>The operator's own file.</summary>
    File,
    Kubernetes,
    Istiod,

    /// <summary>The process that listens or calls.</summary>
    Process,

    /// <summary>Nobody: the address stands for itself.</summary>
    Address,
}
