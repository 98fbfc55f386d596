using System.Diagnostics;
using System.Net;
using Envoy.Config.Core.V3;
using Envoy.Data.Accesslog.V3;
using Google.Protobuf.WellKnownTypes;
using MeshLens.Core.Telemetry;
using MeshLens.Lab.Proxies.Sidecars;
using Address = Envoy.Config.Core.V3.Address;
using Flags = Envoy.Data.Accesslog.V3.ResponseFlags;

namespace MeshLens.Lab.Proxies.Telemetry;

/// <summary>A request as Envoy's access log service is told of it.</summary>
internal static class EntryWriter
{
    public static HTTPAccessLogEntry Write(Hop hop, ProxySelf self) => new()
    {
        CommonProperties = Common(hop, self),
        ProtocolVersion = HTTPAccessLogEntry.Types.HTTPVersion.Http11,
        Request = new() { RequestMethod = RequestMethod.Get, Path = "/work", Scheme = "http" },
        Response = new() { ResponseCode = (uint)hop.Status, ResponseCodeDetails = hop.Details },
    };

    private static AccessLogCommon Common(Hop hop, ProxySelf self)
    {
        var common = new AccessLogCommon
        {
            StartTime = hop.Started.ToTimestamp(),
            TimeToLastRxByte = Since(hop, hop.RequestReceived),
            TimeToFirstUpstreamTxByte = Since(hop, hop.UpstreamBegan),
            TimeToLastUpstreamTxByte = Since(hop, hop.UpstreamSent),
            TimeToFirstUpstreamRxByte = Since(hop, hop.ResponseBegan),
            TimeToLastUpstreamRxByte = Since(hop, hop.ResponseReceived),
            TimeToFirstDownstreamTxByte = Since(hop, hop.DownstreamBegan),
            TimeToLastDownstreamTxByte = Since(hop, hop.DownstreamSent),
            Duration = Since(hop, hop.Ended),
            UpstreamCluster = hop.Cluster,
            RouteName = hop.Route,
            UpstreamTransportFailureReason = hop.TransportFailure,
            UpstreamRequestAttemptCount = (uint)hop.Attempts,
            AccessLogType = AccessLogType.DownstreamEnd,
            ResponseFlags = Told(hop.Flags),
            DownstreamRemoteAddress = hop.IsInbound ? Socket(hop.Peer?.Address, 0) : Socket(self.Node.Address, 0),
            UpstreamRemoteAddress = hop.Upstream is { } host ? Socket(host.Address, host.Port) : null,
        };
        common.DownstreamLocalAddress = hop.IsInbound ? common.UpstreamRemoteAddress : null;
        if (hop.Peer is { } peer)
        {
            common.FilterStateObjects[hop.IsInbound ? "downstream_peer" : "upstream_peer"] = Peer(peer);
        }

        return common;
    }

    private static Duration? Since(Hop hop, long at) => at == 0 ? null : Stopwatch.GetElapsedTime(hop.Began, at).ToDuration();

    private static Address? Socket(IPAddress? address, int port) =>
        address is null ? null : new() { SocketAddress = new() { Address = address.ToString(), PortValue = (uint)port } };

    private static Address? Socket(SocketName? name, int port) => name is { IsKnown: true } known ? Socket(known.Address.ToAddress(), port) : null;

    private static Any Peer(MeshLens.Core.Telemetry.NodeIdentity peer) => Any.Pack(new Struct
    {
        Fields =
        {
            ["namespace"] = Value.ForString(peer.Namespace),
            ["workload"] = Value.ForString(peer.ToPeer().Workload),
            ["name"] = Value.ForString(peer.Pod),
            ["cluster"] = Value.ForString(Localities.Cluster),
            ["type"] = Value.ForString("deployment"),
        },
    });

    private static Flags? Told(MeshLens.Core.Telemetry.ResponseFlags flags) => flags.Bits == 0 ? null : new()
    {
        NoHealthyUpstream = flags.Has(ResponseFlag.NoHealthyUpstream),
        UpstreamRequestTimeout = flags.Has(ResponseFlag.UpstreamRequestTimeout),
        UpstreamConnectionFailure = flags.Has(ResponseFlag.UpstreamConnectionFailure),
        UpstreamConnectionTermination = flags.Has(ResponseFlag.UpstreamConnectionTermination),
        UpstreamOverflow = flags.Has(ResponseFlag.UpstreamOverflow),
        NoRouteFound = flags.Has(ResponseFlag.NoRouteFound),
        DelayInjected = flags.Has(ResponseFlag.DelayInjected),
        FaultInjected = flags.Has(ResponseFlag.FaultInjected),
        DownstreamConnectionTermination = flags.Has(ResponseFlag.DownstreamConnectionTermination),
        UpstreamRetryLimitExceeded = flags.Has(ResponseFlag.UpstreamRetryLimitExceeded),
        UnauthorizedDetails = flags.Has(ResponseFlag.UnauthorizedExternalService) ? new() { Reason = Flags.Types.Unauthorized.Types.Reason.ExternalService } : null,
    };
}
