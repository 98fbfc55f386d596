namespace MeshLens.Ingest.Legs;

/// <summary>The ports on which Istio's proxies take traffic.</summary>
internal static class MeshPorts
{
    /// <summary>A sidecar's listener for what its application sends.</summary>
    public const int SidecarOutbound = 15001;

    /// <summary>A sidecar's listener for what its application receives.</summary>
    public const int SidecarInbound = 15006;

    /// <summary>Ambient mode's tunnel between nodes and waypoints.</summary>
    public const int Hbone = 15008;
}
