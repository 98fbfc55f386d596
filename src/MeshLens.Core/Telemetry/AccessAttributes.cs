using System.Collections.Frozen;

namespace MeshLens.Core.Telemetry;

/// <summary>Names of what an access log says: those of Istio's JSON format where it has one, and ours for what it lacks.</summary>
public static class AccessAttributes
{
    private static readonly (string Name, AccessAttribute Attribute)[] Known =
    [
        ("access_log_type", AccessAttribute.Type),
        ("protocol", AccessAttribute.Protocol),
        ("response_code", AccessAttribute.Status),
        ("response_flags", AccessAttribute.Flags),
        ("response_code_details", AccessAttribute.Details),
        ("upstream_transport_failure_reason", AccessAttribute.TransportFailure),
        ("bytes_received", AccessAttribute.BytesReceived),
        ("bytes_sent", AccessAttribute.BytesSent),
        ("duration", AccessAttribute.DurationMs),
        ("upstream_service_time", AccessAttribute.ServiceTimeMs),
        ("upstream_request_attempt_count", AccessAttribute.Attempts),
        ("upstream_cluster", AccessAttribute.Cluster),
        ("route_name", AccessAttribute.Route),
        ("upstream_host", AccessAttribute.UpstreamRemote),
        ("upstream_local_address", AccessAttribute.UpstreamLocal),
        ("downstream_local_address", AccessAttribute.DownstreamLocal),
        ("downstream_remote_address", AccessAttribute.DownstreamRemote),
        ("ds_rx_end_us", AccessAttribute.RequestReceivedUs),
        ("us_tx_beg_us", AccessAttribute.UpstreamBeganUs),
        ("us_tx_end_us", AccessAttribute.UpstreamSentUs),
        ("us_rx_beg_us", AccessAttribute.ResponseBeganUs),
        ("us_rx_end_us", AccessAttribute.ResponseReceivedUs),
        ("ds_tx_beg_us", AccessAttribute.DownstreamBeganUs),
        ("ds_tx_end_us", AccessAttribute.DownstreamSentUs),
        ("us_cx_connect_us", AccessAttribute.ConnectUs),
        ("us_cx_tls_us", AccessAttribute.TlsUs),
        ("us_cx_pool_ms", AccessAttribute.PoolMs),
        ("upstream_connection_id", AccessAttribute.ConnectionId),
        ("source_workload", AccessAttribute.SourceWorkload),
        ("source_namespace", AccessAttribute.SourceNamespace),
        ("source_cluster", AccessAttribute.SourceCluster),
        ("destination_workload", AccessAttribute.DestinationWorkload),
        ("destination_namespace", AccessAttribute.DestinationNamespace),
        ("destination_service", AccessAttribute.DestinationService),
        ("destination_cluster", AccessAttribute.DestinationCluster),
        ("pod_name", AccessAttribute.OwnPod),
        ("pod_namespace", AccessAttribute.OwnNamespace),
        ("workload_name", AccessAttribute.OwnWorkload),
        ("cluster_id", AccessAttribute.OwnCluster),
    ];

    // Of Istio's JSON format: read past without being called unknown.
    private static readonly string[] Unused =
    [
        "start_time", "method", "path", "x_forwarded_for", "user_agent", "request_id", "authority", "requested_server_name",
        "connection_termination_details",
    ];

    private static readonly FrozenDictionary<string, AccessAttribute> ByName =
        Known.Concat(Unused.Select(name => (Name: name, Attribute: AccessAttribute.Unused))).ToFrozenDictionary(each => each.Name, each => each.Attribute, StringComparer.Ordinal);

    private static readonly FrozenDictionary<AccessAttribute, string> Names = Known.ToFrozenDictionary(each => each.Attribute, each => each.Name);

    /// <summary>An attribute by its name; <see cref="AccessAttribute.Unknown"/> when the name is.</summary>
    public static AccessAttribute Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The name that it is written under.</summary>
    /// <param name="attribute">One that is read.</param>
    /// <exception cref="KeyNotFoundException">One that has no name of its own.</exception>
    public static string NameOf(AccessAttribute attribute) => Names[attribute];
}
