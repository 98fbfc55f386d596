using System.Collections.Frozen;

namespace MeshLens.Metrics.Meaning;

/// <summary>Which metric is which measure.</summary>
public static class Measures
{
    private const int LongestName = 80;

    private static readonly FrozenDictionary<string, Measure>.AlternateLookup<ReadOnlySpan<char>> ByName = Named().GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What a sample of that name measures; none when it is not read.</summary>
    public static Measure Of(ReadOnlySpan<byte> name)
    {
        if (name.Length > LongestName || !(name.StartsWith("istio_"u8) || name.StartsWith("envoy_cluster_"u8)))
        {
            return Measure.None;
        }

        Span<char> text = stackalloc char[LongestName];
        for (var at = 0; at < name.Length; at++)
        {
            text[at] = (char)name[at];
        }

        return ByName.TryGetValue(text[..name.Length], out var measure) ? measure : Measure.None;
    }

    /// <summary>Told by how much it grew; the others are told as they are.</summary>
    public static bool IsCounter(this Measure measure) => measure < Measure.ConnectionsActive;

    public static bool IsOfEdge(this Measure measure) => measure is > Measure.None and < Measure.ConnectBucket;

    public static bool IsBucket(this Measure measure) => measure is Measure.DurationBucket or Measure.ConnectBucket;

    private static FrozenDictionary<string, Measure> Named() => new Dictionary<string, Measure>
    {
        ["istio_requests_total"] = Measure.Requests,
        ["istio_request_duration_milliseconds_bucket"] = Measure.DurationBucket,
        ["istio_request_duration_milliseconds_sum"] = Measure.DurationSumMs,
        ["istio_request_duration_milliseconds_count"] = Measure.DurationCount,
        ["istio_request_bytes_sum"] = Measure.RequestBytes,
        ["istio_response_bytes_sum"] = Measure.ResponseBytes,
        ["istio_request_messages_total"] = Measure.RequestMessages,
        ["istio_response_messages_total"] = Measure.ResponseMessages,
        ["istio_tcp_connections_opened_total"] = Measure.TcpOpened,
        ["istio_tcp_connections_closed_total"] = Measure.TcpClosed,
        ["istio_tcp_connections_failed_total"] = Measure.TcpFailed,
        ["istio_tcp_sent_bytes_total"] = Measure.TcpSentBytes,
        ["istio_tcp_received_bytes_total"] = Measure.TcpReceivedBytes,
        ["envoy_cluster_upstream_cx_connect_ms_bucket"] = Measure.ConnectBucket,
        ["envoy_cluster_upstream_cx_connect_ms_sum"] = Measure.ConnectSumMs,
        ["envoy_cluster_upstream_cx_connect_ms_count"] = Measure.ConnectCount,
        ["envoy_cluster_upstream_cx_total"] = Measure.ConnectionsTotal,
        ["envoy_cluster_upstream_cx_connect_fail"] = Measure.ConnectFailures,
        ["envoy_cluster_upstream_cx_connect_timeout"] = Measure.ConnectTimeouts,
        ["envoy_cluster_upstream_cx_overflow"] = Measure.ConnectionOverflows,
        ["envoy_cluster_upstream_cx_none_healthy"] = Measure.ConnectionsNoneHealthy,
        ["envoy_cluster_upstream_cx_destroy_remote_with_active_rq"] = Measure.ConnectionsDestroyedByPeerInUse,
        ["envoy_cluster_upstream_rq_total"] = Measure.RequestsTotal,
        ["envoy_cluster_upstream_rq_pending_total"] = Measure.PendingTotal,
        ["envoy_cluster_upstream_rq_pending_overflow"] = Measure.PendingOverflows,
        ["envoy_cluster_upstream_rq_timeout"] = Measure.RequestTimeouts,
        ["envoy_cluster_upstream_rq_per_try_timeout"] = Measure.PerTryTimeouts,
        ["envoy_cluster_upstream_rq_retry"] = Measure.Retries,
        ["envoy_cluster_upstream_rq_retry_overflow"] = Measure.RetryOverflows,
        ["envoy_cluster_upstream_rq_retry_limit_exceeded"] = Measure.RetryLimitExceeded,
        ["envoy_cluster_outlier_detection_ejections_enforced_total"] = Measure.Ejections,
        ["envoy_cluster_outlier_detection_ejections_overflow"] = Measure.EjectionsOverBudget,
        ["envoy_cluster_lb_healthy_panic"] = Measure.HealthyPanics,
        ["envoy_cluster_upstream_cx_active"] = Measure.ConnectionsActive,
        ["envoy_cluster_upstream_rq_active"] = Measure.RequestsActive,
        ["envoy_cluster_upstream_rq_pending_active"] = Measure.PendingActive,
        ["envoy_cluster_outlier_detection_ejections_active"] = Measure.EjectionsActive,
        ["envoy_cluster_membership_healthy"] = Measure.MembersHealthy,
        ["envoy_cluster_membership_total"] = Measure.MembersTotal,
        ["envoy_cluster_circuit_breakers_default_cx_open"] = Measure.ConnectionBreakerOpen,
        ["envoy_cluster_circuit_breakers_default_rq_pending_open"] = Measure.PendingBreakerOpen,
        ["envoy_cluster_circuit_breakers_default_rq_open"] = Measure.RequestBreakerOpen,
        ["envoy_cluster_circuit_breakers_default_rq_retry_open"] = Measure.RetryBreakerOpen,
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
