using MeshLens.Core.Classification.View;
using MeshLens.Core.Telemetry;

namespace MeshLens.Core.Classification.Writing;

/// <summary>What a proxy's flag says, in the words of somebody who does not know it.</summary>
internal static class FlagMeanings
{
    /// <summary>": 12 UH (no healthy endpoint)"; empty when no flag occurs more often than is usual.</summary>
    public static string Say(HopView hop)
    {
        List<string> said =
        [
            .. hop.Flags
                .Where(flag => hop.FlagGrew(flag.Flag))
                .Select(flag => $"{flag.Count} {ResponseFlagNames.Of(flag.Flag)} ({Of(flag.Flag, hop.Reporter == AccessReporter.Server)})"),
        ];
        return said.Count == 0 ? "" : $": {string.Join(", ", said)}";
    }

    /// <param name="inbound">At the destination's own proxy, what is behind it is the application, and no network is between.</param>
    public static string Of(ResponseFlag flag, bool inbound) => flag switch
    {
        ResponseFlag.UpstreamConnectionFailure or ResponseFlag.ConnectFailed => inbound ? "the application takes no connection" : "no connection to the destination",
        ResponseFlag.UpstreamConnectionTermination => inbound ? "the application ended the connection" : "the connection to the destination ended",
        ResponseFlag.UpstreamRemoteReset => inbound ? "the application reset the request" : "the destination's side reset the request",
        ResponseFlag.LocalReset => "the proxy itself reset the request",
        ResponseFlag.NoHealthyUpstream => "no healthy endpoint",
        ResponseFlag.UpstreamOverflow => "a limit of connections or requests was reached",
        ResponseFlag.UpstreamRequestTimeout => "no answer within the route's timeout",
        ResponseFlag.UpstreamRetryLimitExceeded => "every attempt failed",
        ResponseFlag.NoRouteFound => "no route",
        ResponseFlag.NoClusterFound => "a route to a cluster that is not there",
        ResponseFlag.FaultInjected => "a fault was injected",
        ResponseFlag.DelayInjected => "a delay was injected",
        ResponseFlag.RateLimited => "rate limited",
        ResponseFlag.RateLimitServiceError => "the rate limit service failed",
        ResponseFlag.UnauthorizedExternalService => "denied by the external authorisation service",
        ResponseFlag.DownstreamConnectionTermination => "the caller went away",
        ResponseFlag.DownstreamRemoteReset => "the caller took the request back",
        ResponseFlag.StreamIdleTimeout => "nothing moved for too long",
        ResponseFlag.DurationTimeout or ResponseFlag.UpstreamMaxStreamDurationReached => "it lasted longer than it may",
        ResponseFlag.UpstreamProtocolError => "the destination speaks another protocol",
        ResponseFlag.DownstreamProtocolError => "the caller speaks another protocol",
        ResponseFlag.OverloadManager or ResponseFlag.UnconditionalDropOverload => "the proxy is overloaded",
        ResponseFlag.DnsResolutionFailed => "the destination's name was not resolved",
        ResponseFlag.NoFilterConfigFound => "the configuration of a filter is missing",
        ResponseFlag.PolicyDenied => "a policy refused it",
        ResponseFlag.TlsFailure or ResponseFlag.IdentityError or ResponseFlag.CertificateRevoked => "TLS between the proxies failed",
        ResponseFlag.Http2HandshakeFailure => "the tunnel could not be set up",
        ResponseFlag.NetworkPolicy => "no answer on the tunnel's port",
        ResponseFlag.FailedLocalHealthcheck => "its own health check fails",
        _ => "see the proxy's documentation",
    };
}
