using MeshLens.Core.Telemetry;

namespace MeshLens.Core.Edges;

/// <summary>Whose process is at an end of a leg.</summary>
public static class LegOwner
{
    /// <summary>The proxy that holds this end; null where it is the application itself.</summary>
    public static AccessReporter? ProxyAt(Leg leg, End end) => (leg, end) switch
    {
        (Leg.AppToProxy, End.Server) or (Leg.ProxyToProxy, End.Client) or (Leg.ToWaypoint, End.Client) => AccessReporter.Client,
        (Leg.ProxyToProxy, End.Server) or (Leg.ProxyToApp, End.Client) => AccessReporter.Server,
        (Leg.ToWaypoint, End.Server) => AccessReporter.Waypoint,
        _ => null,
    };
}
