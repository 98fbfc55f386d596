namespace MeshLens.Core.Telemetry;

/// <summary>To which side of a proxy an Envoy cluster of Istio's belongs.</summary>
public enum ClusterDirection : byte
{
    /// <summary>Not a name that Istio gives.</summary>
    Unknown,

    /// <summary>Out of a caller's proxy.</summary>
    Outbound,

    /// <summary>Into the application beside the proxy.</summary>
    Inbound,

    /// <summary>Through a waypoint.</summary>
    Waypoint,
}
