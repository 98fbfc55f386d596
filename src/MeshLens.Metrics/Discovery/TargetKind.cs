namespace MeshLens.Metrics.Discovery;

/// <summary>Which kind of proxy a target is.</summary>
public enum TargetKind : byte
{
    Sidecar,
    Gateway,
    Waypoint,

    /// <summary>The node proxy of an ambient mesh.</summary>
    Ztunnel,

    /// <summary>Named by the operator.</summary>
    Given,
}
