using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;

namespace MeshLens.Core.Tests.Classification.Configured;

/// <summary>Findings as rules about configuration make them, written down number by number.</summary>
internal static class Found
{
    private const string VirtualService = "VirtualService shop/payments";
    private const string DestinationRule = "DestinationRule shop/payments";

    public static ConfiguredFinding FaultDelay(double ms, double share, ConfiguredSeverity severity = ConfiguredSeverity.Error) =>
        New("fault-delay", VirtualService, "spec.http[0].fault.delay", ConfiguredEffect.Delay, severity) with { Milliseconds = ms, Share = share, Flag = ResponseFlag.DelayInjected };

    public static ConfiguredFinding FaultAbort(double share, ConfiguredSeverity severity = ConfiguredSeverity.Error) =>
        New("fault-abort", VirtualService, "spec.http[0].fault.abort", ConfiguredEffect.Failure, severity) with { Share = share, Status = 503, Flag = ResponseFlag.FaultInjected };

    public static ConfiguredFinding RouteTimeout(double ms) =>
        New("route-timeout-short", VirtualService, "spec.http[0].timeout", ConfiguredEffect.Ceiling) with { Milliseconds = ms, Status = 504, Flag = ResponseFlag.UpstreamRequestTimeout };

    public static ConfiguredFinding StreamIdle(double ms) =>
        New("stream-idle-short", "", "stream_idle_timeout", ConfiguredEffect.Ceiling) with { Milliseconds = ms, Flag = ResponseFlag.StreamIdleTimeout };

    public static ConfiguredFinding PoolTiny() =>
        New("connection-pool-tiny", DestinationRule, "spec.trafficPolicy.connectionPool", ConfiguredEffect.Failure) with { Status = 503, Flag = ResponseFlag.UpstreamOverflow };

    public static ConfiguredFinding Churn(int requests) =>
        New("connection-churn", DestinationRule, "spec.trafficPolicy.connectionPool.http.maxRequestsPerConnection", ConfiguredEffect.Connections) with { Share = 1.0 / requests };

    public static ConfiguredFinding ConnectTimeout(double ms) =>
        New("connect-timeout-short", DestinationRule, "spec.trafficPolicy.connectionPool.tcp.connectTimeout", ConfiguredEffect.Failure) with { Milliseconds = ms, Status = 503, Flag = ResponseFlag.UpstreamConnectionFailure };

    public static ConfiguredFinding CrossZone(double share, DateTimeOffset? changed = null) =>
        New("cross-zone", DestinationRule, "spec.trafficPolicy.loadBalancer.localityLbSetting.distribute", ConfiguredEffect.Path) with { Share = share, ChangedAt = changed };

    public static ConfiguredFinding SubsetEmpty(double share = 1) =>
        New("subset-empty", DestinationRule, "spec.subsets[name=v2]", ConfiguredEffect.Failure, ConfiguredSeverity.Error) with { Share = share, Status = 503, Flag = ResponseFlag.NoHealthyUpstream };

    public static ConfiguredFinding UnknownTarget(double share) =>
        New("unknown-target", VirtualService, "spec.http[0].route", ConfiguredEffect.Failure, ConfiguredSeverity.Error) with { Share = share, Status = 503, Flag = ResponseFlag.NoClusterFound };

    public static ConfiguredFinding PlaintextToMutualTls(bool strict) =>
        New("plaintext-to-mutual-tls", DestinationRule, "spec.trafficPolicy.tls.mode", ConfiguredEffect.Failure, strict ? ConfiguredSeverity.Error : ConfiguredSeverity.Warning)
            with
        { Milliseconds = 0, Share = strict ? 1 : null, Status = 503, Flag = ResponseFlag.UpstreamConnectionTermination };

    public static ConfiguredFinding Panic(double share) =>
        New("panic-threshold", DestinationRule, "spec.trafficPolicy.outlierDetection.minHealthPercent", ConfiguredEffect.Failure) with { Share = share, Status = 503, Flag = ResponseFlag.UpstreamConnectionFailure };

    public static ConfiguredFinding HostsBlocked() =>
        New("unknown-hosts-blocked", "", "outboundTrafficPolicy.mode", ConfiguredEffect.Failure, ConfiguredSeverity.Info) with { Status = 502 };

    public static ConfiguredFinding PerTryTimeout(double ms) =>
        New("per-try-timeout-short", VirtualService, "spec.http[0].retries.perTryTimeout", ConfiguredEffect.Delay) with { Milliseconds = ms };

    public static ConfiguredFinding Authorization(double ms) =>
        New("external-authorization", "", "HTTP filter envoy.filters.http.ext_authz", ConfiguredEffect.Delay, ConfiguredSeverity.Info) with { Milliseconds = ms, Share = 1 };

    /// <summary>Predicts nothing that can be seen.</summary>
    public static ConfiguredFinding Harmless() =>
        New("weighted-split", VirtualService, "spec.http[0].route", ConfiguredEffect.Unprotected, ConfiguredSeverity.Info);

    private static ConfiguredFinding New(string rule, string resource, string field, ConfiguredEffect effect, ConfiguredSeverity severity = ConfiguredSeverity.Warning) => new()
    {
        Rule = rule,
        Severity = severity,
        Summary = $"What {rule} says.",
        Resource = resource,
        Field = field,
        Fix = "Mend it.",
        Effect = effect,
        Text = $"What {rule} predicts.",
    };
}
