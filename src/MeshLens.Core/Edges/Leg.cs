namespace MeshLens.Core.Edges;

/// <summary>One TCP hop of an edge. Legs are never merged.</summary>
public enum Leg : byte
{
    /// <summary>No proxy in between: the client's own connection reaches the server.</summary>
    Direct,
    AppToProxy,

    /// <summary>The wire: pod address and port, or HBONE on 15008.</summary>
    ProxyToProxy,
    ToWaypoint,

    /// <summary>Pooled over all callers in a sidecar: destination-wide.</summary>
    ProxyToApp,
}
