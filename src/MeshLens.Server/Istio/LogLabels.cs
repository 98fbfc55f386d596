using MeshLens.Core.Telemetry;

namespace MeshLens.Server.Istio;

/// <summary>What proxies are asked to log. No path, no header but the upstream's own time, no name of a user.</summary>
/// <remarks>
/// <c>COMMON_DURATION</c> came with Envoy 1.31 (pull request 33240), the time points of upstream connections with 1.33 (37077). A
/// time point that a proxy does not know is a dash, but an operator that it does not know makes it refuse the listener.
/// </remarks>
internal static class LogLabels
{
    private static readonly int Always = IstioVersion.Oldest.Minor;

    private const int RawCluster = 23;
    private const int Durations = 23;
    private const int Connections = 25;
    private const int Peers = 25;

    private static readonly LogLabel[] All =
    [
        new(AccessAttribute.Type, "%ACCESS_LOG_TYPE%", Always),
        new(AccessAttribute.Protocol, "%PROTOCOL%", Always),
        new(AccessAttribute.Status, "%RESPONSE_CODE%", Always),
        new(AccessAttribute.Flags, "%RESPONSE_FLAGS%", Always),
        new(AccessAttribute.Details, "%RESPONSE_CODE_DETAILS%", Always),
        new(AccessAttribute.TransportFailure, "%UPSTREAM_TRANSPORT_FAILURE_REASON%", Always),
        new(AccessAttribute.BytesReceived, "%BYTES_RECEIVED%", Always),
        new(AccessAttribute.BytesSent, "%BYTES_SENT%", Always),
        new(AccessAttribute.DurationMs, "%DURATION%", Always),
        new(AccessAttribute.ServiceTimeMs, "%RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)%", Always),
        new(AccessAttribute.Attempts, "%UPSTREAM_REQUEST_ATTEMPT_COUNT%", Always),
        new(AccessAttribute.Cluster, "%UPSTREAM_CLUSTER%", Always),
        new(AccessAttribute.Cluster, "%UPSTREAM_CLUSTER_RAW%", RawCluster),
        new(AccessAttribute.Route, "%ROUTE_NAME%", Always),
        new(AccessAttribute.UpstreamRemote, "%UPSTREAM_HOST%", Always),
        new(AccessAttribute.UpstreamLocal, "%UPSTREAM_LOCAL_ADDRESS%", Always),
        new(AccessAttribute.DownstreamLocal, "%DOWNSTREAM_LOCAL_ADDRESS%", Always),
        new(AccessAttribute.DownstreamRemote, "%DOWNSTREAM_REMOTE_ADDRESS%", Always),
        new(AccessAttribute.OwnPod, "%ENVIRONMENT(POD_NAME)%", Always),
        new(AccessAttribute.OwnNamespace, "%ENVIRONMENT(POD_NAMESPACE)%", Always),
        new(AccessAttribute.OwnWorkload, "%ENVIRONMENT(ISTIO_META_WORKLOAD_NAME)%", Always),
        new(AccessAttribute.OwnCluster, "%ENVIRONMENT(ISTIO_META_CLUSTER_ID)%", Always),
        Since(AccessAttribute.RequestReceivedUs, "DS_RX_END"),
        Since(AccessAttribute.UpstreamBeganUs, "US_TX_BEG"),
        Since(AccessAttribute.UpstreamSentUs, "US_TX_END"),
        Since(AccessAttribute.ResponseBeganUs, "US_RX_BEG"),
        Since(AccessAttribute.ResponseReceivedUs, "US_RX_END"),
        Since(AccessAttribute.DownstreamBeganUs, "DS_TX_BEG"),
        Since(AccessAttribute.DownstreamSentUs, "DS_TX_END"),
        new(AccessAttribute.ConnectUs, "%COMMON_DURATION(US_CX_BEG:US_CX_END:us)%", Connections),
        new(AccessAttribute.TlsUs, "%COMMON_DURATION(US_CX_END:US_HS_END:us)%", Connections),
        new(AccessAttribute.PoolMs, "%UPSTREAM_CONNECTION_POOL_READY_DURATION%", Connections),
        new(AccessAttribute.ConnectionId, "%UPSTREAM_CONNECTION_ID%", Connections),
        new(AccessAttribute.SourceWorkload, "%FILTER_STATE(downstream_peer_obj:FIELD:workload)%", Peers),
        new(AccessAttribute.SourceNamespace, "%FILTER_STATE(downstream_peer_obj:FIELD:namespace)%", Peers),
        new(AccessAttribute.SourceCluster, "%FILTER_STATE(downstream_peer_obj:FIELD:cluster)%", Peers),
        new(AccessAttribute.DestinationWorkload, "%FILTER_STATE(upstream_peer_obj:FIELD:workload)%", Peers),
        new(AccessAttribute.DestinationNamespace, "%FILTER_STATE(upstream_peer_obj:FIELD:namespace)%", Peers),
        new(AccessAttribute.DestinationService, "%FILTER_STATE(upstream_peer_obj:FIELD:service)%", Peers),
        new(AccessAttribute.DestinationCluster, "%FILTER_STATE(upstream_peer_obj:FIELD:cluster)%", Peers),
    ];

    /// <summary>By name, each by the newest operator that proxies of that version know.</summary>
    public static IReadOnlyList<(string Name, string Operator)> For(IstioVersion version) =>
    [
        .. All.Where(label => label.Since <= version.Minor)
            .GroupBy(static label => label.Attribute)
            .Select(static label => (Name: AccessAttributes.NameOf(label.Key), label.MaxBy(static each => each.Since)!.Operator))
            .OrderBy(static label => label.Name, StringComparer.Ordinal),
    ];

    /// <summary>What proxies of that version cannot tell, in sentences.</summary>
    public static IEnumerable<string> Missing(IstioVersion version)
    {
        if (version.Minor < Durations)
        {
            yield return "Proxies before Istio 1.23 log whole durations alone: a hop's time is not taken apart. Envoy's own service (--als) does that with any version.";
        }

        if (version.Minor < Connections)
        {
            yield return "Proxies before Istio 1.25 do not log what connecting took: TCP, TLS and waiting for a connection stay one time before the upstream.";
        }
    }

    private static LogLabel Since(AccessAttribute attribute, string point) => new(attribute, $"%COMMON_DURATION(DS_RX_BEG:{point}:us)%", Durations);
}
