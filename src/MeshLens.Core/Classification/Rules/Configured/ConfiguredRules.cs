namespace MeshLens.Core.Classification.Rules.Configured;

/// <summary>
/// Every cause that is in the mesh's configuration. What is done on purpose comes first, what is only bounded by the configuration last.
/// </summary>
internal static class ConfiguredRules
{
    public static IReadOnlyList<IRule> All { get; } =
    [
        new FaultDelayRule(),
        new FaultAbortRule(),
        new EmptySubsetRule(),
        new NoRouteRule(),
        new BlackHoleRule(),
        new RateLimitRule(),
        new CircuitBreakerRule(),
        new MtlsMismatchRule(),
        new OutlierEjectionRule(),
        new StaleEndpointsRule(),
        new ConnectTimeoutRule(),
        new RouteTimeoutRule(),
        new StreamTimeoutRule(),
        new ConnectionChurnRule(),
        new CrossZoneRule(),
        new RetriesRule(),
        new ProxyStarvedRule(),
        new SlowFilterRule(),
    ];
}
