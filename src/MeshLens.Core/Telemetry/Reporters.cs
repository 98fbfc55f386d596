namespace MeshLens.Core.Telemetry;

/// <summary>Which proxy wrote a record, by the cluster that took the request.</summary>
public static class Reporters
{
    /// <summary>Unknown where the cluster is none of Istio's.</summary>
    public static AccessReporter Of(ClusterDirection direction) => direction switch
    {
        ClusterDirection.Outbound => AccessReporter.Client,
        ClusterDirection.Inbound => AccessReporter.Server,
        ClusterDirection.Waypoint => AccessReporter.Waypoint,
        _ => AccessReporter.Unknown,
    };
}
