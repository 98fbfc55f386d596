using MeshLens.Xds.Findings.Rules;

namespace MeshLens.Xds.Findings;

/// <summary>The one place where rules are registered.</summary>
internal static class RuleList
{
    public static IReadOnlyList<IRule> All { get; } =
    [
        // Routes
        new RouteTimeoutShortRule(),
        new PerTryTimeoutShortRule(),
        new RetryAmplificationRule(),
        new RetriesDisabledRule(),
        new RetriesCannotFinishRule(),
        new RetryBackOffLongRule(),
        new FaultDelayRule(),
        new FaultAbortRule(),
        new MaxStreamDurationShortRule(),
        new HashSkewRule(),
        new EmptyTargetRule(),
        new UnknownTargetRule(),
        new WeightedSplitRule(),
        new ShadowedRouteRule(),
        new MirrorRule(),
        new PassthroughRouteRule(),
        new EgressGatewayRule(),

        // Clusters
        new ConnectionPoolTinyRule(),
        new RetryLimitLowRule(),
        new ConnectionChurnRule(),
        new ConnectTimeoutShortRule(),
        new ConnectTimeoutLongRule(),
        new KeepaliveMissingRule(),
        new ConnectionDurationShortRule(),
        new Http2ForcedRule(),
        new OutlierEjectsEasilyRule(),
        new OutlierEjectsNobodyRule(),
        new PanicThresholdRule(),
        new CrossZoneRule(),
        new FailoverWithoutOutlierRule(),
        new RandomBalancingRule(),
        new RingSmallRule(),
        new SlowStartRule(),
        new SubsetEmptyRule(),
        new PlaintextToMutualTlsRule(),
        new MutualTlsToPlaintextRule(),
        new FlowControlSmallRule(),
        new DnsEndpointsRule(),
        new OriginalDestinationRule(),
        new RemoteNetworkRule(),

        // Listeners and their filters
        new StreamIdleShortRule(),
        new TcpForHttpRule(),
        new SniffingDelayRule(),
        new ExternalAuthorizationRule(),
        new ExternalProcessingRule(),
        new GlobalRateLimitRule(),
        new LocalRateLimitRule(),
        new ScriptFilterRule(),
        new KeysFetchedRule(),
        new UnknownHostsBlockedRule(),

        // The mesh
        new ConfigurationRefusedRule(),
        new ConfigurationStaleRule(),
        new MeshTooWideRule(),
        new HiddenServiceRule(),
        new StrictLocalityEmptyRule(),
        new WaypointMissingRule(),
        new TwoWaypointsRule(),
    ];
}
