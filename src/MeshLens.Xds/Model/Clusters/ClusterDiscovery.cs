namespace MeshLens.Xds.Model.Clusters;

/// <summary>How a proxy learns a cluster's endpoints.</summary>
public enum ClusterDiscovery
{
    /// <summary>Listed in the cluster itself.</summary>
    Static,

    /// <summary>From the control plane.</summary>
    Eds,

    /// <summary>From DNS: every answer is an endpoint.</summary>
    StrictDns,

    /// <summary>From DNS: the first answer is used for new connections.</summary>
    LogicalDns,

    /// <summary>Where the caller meant to go.</summary>
    OriginalDestination,

    /// <summary>By an extension.</summary>
    Extension,
}
