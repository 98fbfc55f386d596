using System.Diagnostics;
using System.Net;
using MeshLens.Core.Telemetry;

namespace MeshLens.Lab.Proxies.Telemetry;

/// <summary>One request at one proxy: when things happened, as time stamps of the monotonic clock (zero for never), and how it ended.</summary>
internal sealed class Hop
{
    private Hop(long began, bool isInbound)
    {
        (Began, IsInbound) = (began, isInbound);
        RequestReceived = Now;
        Started = DateTimeOffset.UtcNow - Stopwatch.GetElapsedTime(began);
    }

    public static long Now => Stopwatch.GetTimestamp();

    public bool IsInbound { get; }

    public DateTimeOffset Started { get; }

    public long Began { get; }

    public long RequestReceived { get; }

    public long UpstreamBegan { get; set; }

    public long UpstreamSent { get; set; }

    public long ResponseBegan { get; set; }

    public long ResponseReceived { get; set; }

    public long DownstreamBegan { get; set; }

    public long DownstreamSent { get; set; }

    public long Ended { get; private set; }

    public int Status { get; private set; }

    public string Details { get; private set; } = "";

    public ResponseFlags Flags { get; private set; }

    public string TransportFailure { get; set; } = "";

    public int Attempts { get; set; }

    public string Cluster { get; set; } = "";

    public string Route { get; set; } = "";

    public IPEndPoint? Upstream { get; set; }

    /// <summary>The caller spoke mutual TLS.</summary>
    public bool IsMutualTls { get; set; }

    /// <summary>The proxy at the other side.</summary>
    public NodeIdentity? Peer { get; set; }

    public static Hop Begin(long began, bool isInbound) => new(began, isInbound);

    public void Answered(int status)
    {
        Status = status;
        Details = "via_upstream";
    }

    public void Note(ResponseFlag flag) => Flags = Flags.With(flag);

    public void Fail(ResponseFlag flag, int status, string details)
    {
        Note(flag);
        (Status, Details) = (status, details);
    }

    /// <summary>An attempt begins: what the one before left is forgotten, as Envoy does.</summary>
    public void BeginAttempt()
    {
        Attempts++;
        (UpstreamBegan, UpstreamSent, ResponseBegan, ResponseReceived) = (0, 0, 0, 0);
    }

    public void End(bool answered)
    {
        Ended = Now;
        if (!answered && Flags.Bits == 0)
        {
            Fail(ResponseFlag.DownstreamConnectionTermination, 0, "downstream_remote_disconnect");
        }
    }
}
