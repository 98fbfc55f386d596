namespace MeshLens.Metrics.Meaning;

/// <summary>What a series measures, of those that MeshLens reads.</summary>
public enum Measure : byte
{
    None,

    // Of an edge, as a proxy reports it.
    Requests,
    DurationBucket,
    DurationSumMs,
    DurationCount,
    RequestBytes,
    ResponseBytes,
    RequestMessages,
    ResponseMessages,
    TcpOpened,
    TcpClosed,
    TcpFailed,
    TcpSentBytes,
    TcpReceivedBytes,

    // Of a cluster of one Envoy: counters.
    ConnectBucket,
    ConnectSumMs,
    ConnectCount,
    ConnectionsTotal,
    ConnectFailures,
    ConnectTimeouts,
    ConnectionOverflows,
    ConnectionsNoneHealthy,
    ConnectionsDestroyedByPeerInUse,
    RequestsTotal,
    PendingTotal,
    PendingOverflows,
    RequestTimeouts,
    PerTryTimeouts,
    Retries,
    RetryOverflows,
    RetryLimitExceeded,
    Ejections,
    EjectionsOverBudget,
    HealthyPanics,

    // Of a cluster of one Envoy: levels.
    ConnectionsActive,
    RequestsActive,
    PendingActive,
    EjectionsActive,
    MembersHealthy,
    MembersTotal,
    ConnectionBreakerOpen,
    PendingBreakerOpen,
    RequestBreakerOpen,
    RetryBreakerOpen,
}
