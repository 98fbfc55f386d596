namespace MeshLens.Ingest.Metrics;

/// <summary>Why what a proxy counted reached no edge.</summary>
internal enum Unplaced : byte
{
    /// <summary>The proxy does not know who called.</summary>
    UnknownCaller,

    /// <summary>The proxy does not know who was called.</summary>
    UnknownDestination,

    /// <summary>It went past the mesh: to wherever the application wanted, or nowhere.</summary>
    OutsideTheMesh,

    /// <summary>Istio's metrics know no port, the service has several, and nothing else tells which.</summary>
    SeveralPorts,

    /// <summary>Istio's metrics know no port, and nobody knows the service.</summary>
    UnknownPort,

    /// <summary>A cluster that several callers share, or whose proxy nobody knows.</summary>
    SharedCluster,

    /// <summary>Its edge would be one too many.</summary>
    EdgeLimit,

    /// <summary>Too many windows wait to be handed over.</summary>
    PendingLimit,

    /// <summary>The time since the scrape before is so long that it says nothing of now.</summary>
    TooLongAgo,
}
