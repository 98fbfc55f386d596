namespace MeshLens.Core.Edges;

/// <summary>Legs as the API writes them.</summary>
public static class LegText
{
    public static string Of(Leg leg) => leg switch
    {
        Leg.AppToProxy => "app-proxy",
        Leg.ProxyToProxy => "proxy-proxy",
        Leg.ToWaypoint => "waypoint",
        Leg.ProxyToApp => "proxy-app",
        _ => "direct",
    };
}
