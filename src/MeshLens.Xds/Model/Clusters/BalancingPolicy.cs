namespace MeshLens.Xds.Model.Clusters;

/// <summary>How a proxy picks one endpoint.</summary>
public enum BalancingPolicy
{
    /// <summary>In turn.</summary>
    RoundRobin,

    /// <summary>The less busy of a few.</summary>
    LeastRequest,

    /// <summary>By chance.</summary>
    Random,

    /// <summary>By a hash of the request, on a ring.</summary>
    RingHash,

    /// <summary>By a hash of the request, in a table.</summary>
    Maglev,

    /// <summary>The cluster type decides: where the caller meant to go.</summary>
    ClusterProvided,

    /// <summary>By an extension that MeshLens does not know.</summary>
    Extension,
}
