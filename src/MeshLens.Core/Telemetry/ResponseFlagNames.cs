using System.Collections.Frozen;

namespace MeshLens.Core.Telemetry;

/// <summary>Flags by the names that proxies write.</summary>
public static class ResponseFlagNames
{
    private static readonly (string Name, ResponseFlag Flag)[] All =
    [
        ("LH", ResponseFlag.FailedLocalHealthcheck), ("UH", ResponseFlag.NoHealthyUpstream), ("UT", ResponseFlag.UpstreamRequestTimeout),
        ("LR", ResponseFlag.LocalReset), ("UR", ResponseFlag.UpstreamRemoteReset), ("UF", ResponseFlag.UpstreamConnectionFailure),
        ("UC", ResponseFlag.UpstreamConnectionTermination), ("UO", ResponseFlag.UpstreamOverflow), ("NR", ResponseFlag.NoRouteFound),
        ("DI", ResponseFlag.DelayInjected), ("FI", ResponseFlag.FaultInjected), ("RL", ResponseFlag.RateLimited),
        ("UAEX", ResponseFlag.UnauthorizedExternalService), ("RLSE", ResponseFlag.RateLimitServiceError),
        ("DC", ResponseFlag.DownstreamConnectionTermination), ("URX", ResponseFlag.UpstreamRetryLimitExceeded),
        ("SI", ResponseFlag.StreamIdleTimeout), ("IH", ResponseFlag.InvalidEnvoyRequestHeaders), ("DPE", ResponseFlag.DownstreamProtocolError),
        ("UMSDR", ResponseFlag.UpstreamMaxStreamDurationReached), ("RFCF", ResponseFlag.ResponseFromCacheFilter),
        ("NFCF", ResponseFlag.NoFilterConfigFound), ("DT", ResponseFlag.DurationTimeout), ("UPE", ResponseFlag.UpstreamProtocolError),
        ("NC", ResponseFlag.NoClusterFound), ("OM", ResponseFlag.OverloadManager), ("DF", ResponseFlag.DnsResolutionFailed),
        ("DR", ResponseFlag.DownstreamRemoteReset), ("UDO", ResponseFlag.UnconditionalDropOverload), ("DENY", ResponseFlag.PolicyDenied),
        ("CONNECT", ResponseFlag.ConnectFailed), ("TLS_FAILURE", ResponseFlag.TlsFailure), ("H2_HANDSHAKE_FAILURE", ResponseFlag.Http2HandshakeFailure),
        ("NETWORK_POLICY", ResponseFlag.NetworkPolicy), ("IDENTITY_ERROR", ResponseFlag.IdentityError), ("CERT_REVOKED", ResponseFlag.CertificateRevoked),
    ];

    private static readonly FrozenDictionary<string, ResponseFlag> ByName =
        All.ToFrozenDictionary(each => each.Name, each => each.Flag, StringComparer.Ordinal);

    private static readonly FrozenDictionary<ResponseFlag, string> Names = All.ToFrozenDictionary(each => each.Flag, each => each.Name);

    /// <summary>The name a proxy writes; <c>other</c> for a flag that is not known by name.</summary>
    public static string Of(ResponseFlag flag) => Names.TryGetValue(flag, out var name) ? name : "other";

    /// <summary>A flag by its name; <see cref="ResponseFlag.Other"/> when the name is unknown.</summary>
    public static ResponseFlag Find(ReadOnlySpan<char> name) =>
        ByName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var flag) ? flag : ResponseFlag.Other;
}
