namespace MeshLens.Core.Telemetry;

/// <summary>What an access log that is written as names and values says of a request. The names are in <see cref="AccessAttributes"/>.</summary>
public enum AccessAttribute : byte
{
    /// <summary>A name that is not read.</summary>
    Unknown,

    /// <summary>Whether the record is an end: <c>DownstreamEnd</c>, <c>TcpConnectionEnd</c>.</summary>
    Type,

    /// <summary><c>HTTP/1.1</c>; a dash where it is a connection.</summary>
    Protocol,

    /// <summary>The status.</summary>
    Status,

    /// <summary>Why it ended as it did: <c>UF,URX</c>.</summary>
    Flags,

    /// <summary>The proxy's word for it.</summary>
    Details,

    /// <summary>Why the upstream connection failed.</summary>
    TransportFailure,

    /// <summary>Bytes from the caller.</summary>
    BytesReceived,

    /// <summary>Bytes to the caller.</summary>
    BytesSent,

    /// <summary>First byte to the end of the stream, in milliseconds.</summary>
    DurationMs,

    /// <summary>The upstream's own time, in milliseconds.</summary>
    ServiceTimeMs,

    /// <summary>How often it was tried.</summary>
    Attempts,

    /// <summary>The Envoy cluster that took it.</summary>
    Cluster,

    /// <summary>The route that took it.</summary>
    Route,

    /// <summary>The replica that was chosen.</summary>
    UpstreamRemote,

    /// <summary>The proxy's own socket towards the replica.</summary>
    UpstreamLocal,

    /// <summary>Where the caller meant to go.</summary>
    DownstreamLocal,

    /// <summary>The caller's socket.</summary>
    DownstreamRemote,

    /// <summary>Request complete, in microseconds since its first byte, as all times below.</summary>
    RequestReceivedUs,

    /// <summary>First byte sent on.</summary>
    UpstreamBeganUs,

    /// <summary>Last byte sent on.</summary>
    UpstreamSentUs,

    /// <summary>First byte of the response arrived.</summary>
    ResponseBeganUs,

    /// <summary>Last byte of the response arrived.</summary>
    ResponseReceivedUs,

    /// <summary>First byte passed on.</summary>
    DownstreamBeganUs,

    /// <summary>Last byte passed on.</summary>
    DownstreamSentUs,

    /// <summary>TCP connect of the upstream connection, in microseconds. The same in every record of that connection.</summary>
    ConnectUs,

    /// <summary>TLS handshake of the upstream connection, in microseconds. The same in every record of that connection.</summary>
    TlsUs,

    /// <summary>Waiting for an upstream connection, in milliseconds.</summary>
    PoolMs,

    /// <summary>Which upstream connection, by the proxy's own count.</summary>
    ConnectionId,

    /// <summary>The caller's workload, as its proxy said.</summary>
    SourceWorkload,

    /// <summary>The caller's namespace.</summary>
    SourceNamespace,

    /// <summary>The caller's cluster.</summary>
    SourceCluster,

    /// <summary>The destination's workload, as its proxy said.</summary>
    DestinationWorkload,

    /// <summary>The destination's namespace.</summary>
    DestinationNamespace,

    /// <summary>The destination's canonical service.</summary>
    DestinationService,

    /// <summary>The destination's cluster.</summary>
    DestinationCluster,

    /// <summary>The pod of the proxy that writes.</summary>
    OwnPod,

    /// <summary>Its namespace.</summary>
    OwnNamespace,

    /// <summary>Its workload.</summary>
    OwnWorkload,

    /// <summary>Its cluster.</summary>
    OwnCluster,

    /// <summary>Told and of no use here: paths, request ids, user agents.</summary>
    Unused,
}
