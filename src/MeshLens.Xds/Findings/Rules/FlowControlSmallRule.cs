using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>HTTP/2 lets little data be under way.</summary>
internal sealed class FlowControlSmallRule : ClusterRule
{
    // What HTTP/2 begins with (RFC 9113, 6.9.2); nobody sets it lower or equal without meaning it, and at 50 ms it allows 1.3 MB/s.
    private const uint Initial = 65_536;

    private const double FarMilliseconds = 50;

    public override RuleInfo Info { get; } = new(
        "flow-control-small",
        [50],
        Severity.Warning,
        "HTTP/2 lets little data be under way",
        "A whole connection to the destination may have no more than 64 KiB under way, or one request less than HTTP/2 begins with.",
        "Envoy's own windows; a small window per request under a larger one per connection, by which one request cannot take all.",
        "Large responses run at the window per round trip: 64 KiB at 50 ms are 1.3 MB/s, however fast the network is.",
        "EnvoyFilter on the cluster (initial_stream_window_size, initial_connection_window_size)",
        "Take the setting out, or make the window bandwidth times round trip time.");

    protected override object? Aspect(ClusterModel cluster) => cluster.Connection;

    protected override Observation? Judge(ClusterModel cluster, ConfigurationModel model)
    {
        var (each, whole) = (cluster.Connection.StreamWindowBytes, cluster.Connection.ConnectionWindowBytes);
        return (whole <= Initial ? whole : each < Initial - 1 ? each : null) is not { } bytes ? null : new(
            PlaceOf(cluster),
            cluster.Source,
            "HTTP/2 window of the cluster",
            $"{bytes} bytes may be under way.",
            new(PredictedEffect.Delay, $"Large responses run at {Words.Number(bytes / FarMilliseconds / 1000)} MB/s over a round trip of 50 ms."));
    }
}
