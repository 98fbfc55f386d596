namespace MeshLens.Core.Telemetry;

/// <summary>Why a proxy answered as it did. Flags decide, not status codes: a gRPC call that timed out carries status 200.</summary>
/// <remarks>
/// The numbers up to 63 are those of Envoy's <c>envoy.data.accesslog.v3.ResponseFlags</c> where it has one; they are stored, so
/// never reuse or renumber one. What each means is in Envoy's documentation under its name.
/// </remarks>
public enum ResponseFlag : byte
{
    /// <summary>LH</summary>
    FailedLocalHealthcheck = 1,

    /// <summary>UH</summary>
    NoHealthyUpstream = 2,

    /// <summary>UT</summary>
    UpstreamRequestTimeout = 3,

    /// <summary>LR</summary>
    LocalReset = 4,

    /// <summary>UR</summary>
    UpstreamRemoteReset = 5,

    /// <summary>UF</summary>
    UpstreamConnectionFailure = 6,

    /// <summary>UC</summary>
    UpstreamConnectionTermination = 7,

    /// <summary>UO</summary>
    UpstreamOverflow = 8,

    /// <summary>NR</summary>
    NoRouteFound = 9,

    /// <summary>DI</summary>
    DelayInjected = 10,

    /// <summary>FI</summary>
    FaultInjected = 11,

    /// <summary>RL</summary>
    RateLimited = 12,

    /// <summary>UAEX</summary>
    UnauthorizedExternalService = 13,

    /// <summary>RLSE</summary>
    RateLimitServiceError = 14,

    /// <summary>DC</summary>
    DownstreamConnectionTermination = 15,

    /// <summary>URX</summary>
    UpstreamRetryLimitExceeded = 16,

    /// <summary>SI</summary>
    StreamIdleTimeout = 17,

    /// <summary>IH</summary>
    InvalidEnvoyRequestHeaders = 18,

    /// <summary>DPE</summary>
    DownstreamProtocolError = 19,

    /// <summary>UMSDR</summary>
    UpstreamMaxStreamDurationReached = 20,

    /// <summary>RFCF</summary>
    ResponseFromCacheFilter = 21,

    /// <summary>NFCF</summary>
    NoFilterConfigFound = 22,

    /// <summary>DT</summary>
    DurationTimeout = 23,

    /// <summary>UPE</summary>
    UpstreamProtocolError = 24,

    /// <summary>NC</summary>
    NoClusterFound = 25,

    /// <summary>OM</summary>
    OverloadManager = 26,

    /// <summary>DF</summary>
    DnsResolutionFailed = 27,

    /// <summary>DR</summary>
    DownstreamRemoteReset = 28,

    /// <summary>UDO</summary>
    UnconditionalDropOverload = 29,

    /// <summary>DENY, of an ambient node proxy: a policy refused the connection.</summary>
    PolicyDenied = 40,

    /// <summary>CONNECT, of an ambient node proxy: no connection to the destination.</summary>
    ConnectFailed = 41,

    /// <summary>TLS_FAILURE, of an ambient node proxy.</summary>
    TlsFailure = 42,

    /// <summary>H2_HANDSHAKE_FAILURE, of an ambient node proxy.</summary>
    Http2HandshakeFailure = 43,

    /// <summary>NETWORK_POLICY, of an ambient node proxy: connecting timed out where a NetworkPolicy often blocks the tunnel's port.</summary>
    NetworkPolicy = 44,

    /// <summary>IDENTITY_ERROR, of an ambient node proxy.</summary>
    IdentityError = 45,

    /// <summary>CERT_REVOKED, of an ambient node proxy.</summary>
    CertificateRevoked = 46,

    /// <summary>A flag that this version does not know.</summary>
    Other = 63,
}
