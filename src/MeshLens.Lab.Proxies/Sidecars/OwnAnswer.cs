using MeshLens.Core.Telemetry;
using MeshLens.Lab.Proxies.Telemetry;

namespace MeshLens.Lab.Proxies.Sidecars;

/// <summary>What a proxy answers when no upstream did, with the flag and the words of Envoy.</summary>
internal static class OwnAnswer
{
    private const int Unavailable = 503;
    private const int TimedOut = 504;

    /// <summary>Null when nobody waits for an answer any more.</summary>
    public static byte[]? To(AttemptEnd end, Hop hop)
    {
        switch (end)
        {
            case AttemptEnd.NoHost:
                hop.Fail(ResponseFlag.NoHealthyUpstream, Unavailable, "no_healthy_upstream");
                break;
            case AttemptEnd.Overflow:
                hop.Fail(ResponseFlag.UpstreamOverflow, Unavailable, "upstream_reset_before_response_started{overflow}");
                break;
            case AttemptEnd.ConnectFailed:
                hop.Fail(ResponseFlag.UpstreamConnectionFailure, Unavailable, "upstream_reset_before_response_started{connection_failure}");
                break;
            case AttemptEnd.Reset:
                hop.Fail(ResponseFlag.UpstreamConnectionTermination, Unavailable, "upstream_reset_before_response_started{connection_termination}");
                break;
            case AttemptEnd.TimedOut:
                hop.Fail(ResponseFlag.UpstreamRequestTimeout, TimedOut, "response_timeout");
                break;
            default:
                hop.Fail(ResponseFlag.DownstreamConnectionTermination, 0, "downstream_remote_disconnect");
                return null;
        }

        return Messages.Own(hop.Status, hop.Status == TimedOut ? "Gateway Timeout" : "Service Unavailable");
    }
}
