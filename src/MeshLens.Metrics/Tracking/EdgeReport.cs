using MeshLens.Metrics.Meaning;

namespace MeshLens.Metrics.Tracking;

/// <summary>What one proxy counted of one edge between two scrapes.</summary>
public sealed class EdgeReport(ReportedEdge edge)
{
    public ReportedEdge Edge => edge;

    /// <summary>By response code, gRPC status and flags: flags decide what failed, since gRPC answers 200.</summary>
    public Dictionary<ResponseKind, double> Requests { get; } = [];

    /// <summary>Whole streams at that proxy, with its retries: not a time on the wire.</summary>
    public BucketGains Durations { get; } = new();

    public double RequestBytes { get; internal set; }

    public double ResponseBytes { get; internal set; }

    public double TcpOpened { get; internal set; }

    public double TcpClosed { get; internal set; }

    /// <summary>Of those closed, the ones with a flag that says why.</summary>
    public Dictionary<string, double> TcpClosedBy { get; } = new(StringComparer.Ordinal);

    /// <summary>By the node proxy's flag, such as <c>CONNECT</c> or <c>DENY</c>.</summary>
    public Dictionary<string, double> TcpFailed { get; } = new(StringComparer.Ordinal);

    public double TcpSentBytes { get; internal set; }

    public double TcpReceivedBytes { get; internal set; }
}
