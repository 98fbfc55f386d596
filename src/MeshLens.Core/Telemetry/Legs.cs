using MeshLens.Core.Edges;

namespace MeshLens.Core.Telemetry;

/// <summary>The hop that an Envoy's record is about: the one behind it.</summary>
public static class Legs
{
    /// <summary>A waypoint sends on to the destination's pod, so its hop is between proxies as well.</summary>
    public static Leg Of(AccessReporter reporter) => reporter switch
    {
        AccessReporter.Client or AccessReporter.Waypoint => Leg.ProxyToProxy,
        AccessReporter.Server => Leg.ProxyToApp,
        _ => Leg.Direct,
    };
}
