namespace MeshLens.Xds.Model;

/// <summary>What the control plane says of an endpoint.</summary>
public enum EndpointHealth
{
    /// <summary>Traffic may go there; also when nothing was said.</summary>
    Healthy,

    /// <summary>Used only when too few others are left.</summary>
    Degraded,

    /// <summary>It gets no new requests.</summary>
    Draining,

    /// <summary>It gets none, unless so many are unhealthy that the proxy panics.</summary>
    Unhealthy,
}
