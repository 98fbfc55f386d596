using MeshLens.Core.Edges;

namespace MeshLens.Core.Telemetry;

/// <summary>One record of a proxy's access log, whatever format it came in. A reader may use one for many: <see cref="Clear"/> it between.</summary>
/// <remarks>
/// What would grow without bound stays out: paths, request ids, user agents, headers. What a record does not say is
/// <see cref="HopTimes.Unknown"/>, zero, null or empty.
/// </remarks>
public sealed class AccessRecord
{
    /// <summary>A request or a connection.</summary>
    public AccessProtocol Protocol { get; set; }

    /// <summary>Which proxy wrote it.</summary>
    public AccessReporter Reporter { get; set; }

    /// <summary>Which hop it is about.</summary>
    public Leg Leg { get; set; }

    /// <summary>False for what is written while a stream is under way: that would count a request twice.</summary>
    public bool IsEnd { get; set; } = true;

    /// <summary>It has fields that this version does not know.</summary>
    public bool HasNewFields { get; set; }

    /// <summary>It tells less than proxies of today do: not whether it is an end, or no part of a request's time.</summary>
    public bool IsTerse { get; set; }

    /// <summary>When it began, by the proxy's clock; null when not told. Never decides a window.</summary>
    public DateTimeOffset? Began { get; set; }

    /// <summary>When things happened.</summary>
    public HopTimes Times { get; set; } = HopTimes.None;

    /// <summary>The upstream's time where a record tells it alone (<c>x-envoy-upstream-service-time</c>), in nanoseconds.</summary>
    public long ServiceTime { get; set; } = HopTimes.Unknown;

    /// <summary>Timings of the upstream connection; null where the record carries none.</summary>
    public ConnectionTimes? Connection { get; set; }

    /// <summary>Which of its upstream connections the proxy used, by the proxy's own count; zero when not told.</summary>
    public ulong ConnectionId { get; set; }

    /// <summary>The status; zero when there was none.</summary>
    public int Status { get; set; }

    /// <summary>Why it ended as it did.</summary>
    public ResponseFlags Flags { get; set; }

    /// <summary>Envoy's word for it: <c>via_upstream</c>, <c>response_timeout</c>.</summary>
    public string Details { get; set; } = "";

    /// <summary>Why the upstream connection failed; empty when it did not.</summary>
    public string TransportFailure { get; set; } = "";

    /// <summary>How often it was tried; zero when not told.</summary>
    public int Attempts { get; set; }

    /// <summary>The Envoy cluster that took it; empty when none did.</summary>
    public string Cluster { get; set; } = "";

    /// <summary>The route that took it; empty when none did.</summary>
    public string Route { get; set; } = "";

    /// <summary>The service it was for, <c>namespace</c> and <c>name</c> of <see cref="DestinationHost"/> apart; empty when the cluster tells.</summary>
    public string DestinationHost { get; set; } = "";

    /// <summary>Who called.</summary>
    public MeshPeer? Source { get; set; }

    /// <summary>Who was called.</summary>
    public MeshPeer? Destination { get; set; }

    /// <summary>The caller's socket.</summary>
    public SocketName DownstreamRemote { get; set; }

    /// <summary>Where the caller meant to go.</summary>
    public SocketName DownstreamLocal { get; set; }

    /// <summary>The replica that was chosen.</summary>
    public SocketName UpstreamRemote { get; set; }

    /// <summary>The proxy's own socket towards the replica.</summary>
    public SocketName UpstreamLocal { get; set; }

    /// <summary>Bytes from the caller.</summary>
    public ulong BytesReceived { get; set; }

    /// <summary>Bytes to the caller.</summary>
    public ulong BytesSent { get; set; }

    /// <summary>Whether the caller got no answer, or one that says that there is none. A flag decides over the status.</summary>
    public bool Failed => Flags.AnyFailure || Status is >= 500 and < 600;

    /// <summary>Its time, part by part. Of a connection only the lifetime, which is no latency, and how it came about.</summary>
    public HopDurations TakeApart()
    {
        var parts = Protocol == AccessProtocol.Tcp ? HopDurations.None : HopDurations.Of(Times);
        if (Protocol == AccessProtocol.Tcp)
        {
            parts[(int)HopPart.Lifetime] = Times.Ended;
        }
        else if (Times.ResponseBegan < 0 && ServiceTime >= 0)
        {
            parts[(int)HopPart.UpstreamWait] = ServiceTime;
        }

        if (Connection is { } connection)
        {
            parts[(int)HopPart.Connect] = Nanoseconds(connection.ConnectNs);
            parts[(int)HopPart.Tls] = Nanoseconds(connection.TlsNs);
            parts[(int)HopPart.PoolWait] = Nanoseconds(connection.PoolNs);
        }

        return parts;
    }

    /// <summary>Makes it as new.</summary>
    public void Clear()
    {
        (Protocol, Reporter, Leg, IsEnd) = (AccessProtocol.Http, AccessReporter.Unknown, Leg.Direct, true);
        (HasNewFields, IsTerse) = (false, false);
        (Began, Times, ServiceTime, Connection, ConnectionId) = (null, HopTimes.None, HopTimes.Unknown, null, 0);
        (Status, Flags, Attempts) = (0, default, 0);
        (Details, TransportFailure, Cluster, Route, DestinationHost) = ("", "", "", "", "");
        (Source, Destination) = (null, null);
        (DownstreamRemote, DownstreamLocal, UpstreamRemote, UpstreamLocal) = (default, default, default, default);
        (BytesReceived, BytesSent) = (0, 0);
    }

    private static long Nanoseconds(ulong? time) => time <= (ulong)HopTimes.Longest ? (long)time : HopTimes.Unknown;
}
