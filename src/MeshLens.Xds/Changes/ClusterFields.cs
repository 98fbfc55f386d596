using System.Globalization;
using MeshLens.Xds.Findings;
using MeshLens.Xds.Findings.Rules;
using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Clusters;

namespace MeshLens.Xds.Changes;

/// <summary>The settings of a cluster by their place in a DestinationRule, as text that people compare.</summary>
internal static class ClusterFields
{
    private const string None = "none";

    public static IReadOnlyList<(string Field, Func<ClusterModel, string> Text)> All { get; } =
    [
        ("connectionPool.tcp.connectTimeout", static cluster => Words.Of(cluster.Connection.ConnectTimeout)),
        ("connectionPool.tcp.tcpKeepalive", static cluster => cluster.Connection.HasKeepalive ? "set" : None),
        ("connectionPool.tcp.maxConnectionDuration", static cluster => Duration(cluster.Connection.MaxConnectionDuration)),
        ("connectionPool.tcp.maxConnections", static cluster => Limit(cluster.CircuitBreaker?.MaxConnections)),
        ("connectionPool.http.http1MaxPendingRequests", static cluster => Limit(cluster.CircuitBreaker?.MaxPending)),
        ("connectionPool.http.http2MaxRequests", static cluster => Limit(cluster.CircuitBreaker?.MaxRequests)),
        ("connectionPool.http.maxRetries", static cluster => Limit(cluster.CircuitBreaker?.MaxRetries)),
        ("connectionPool.http.maxRequestsPerConnection", static cluster => Limit(cluster.Connection.MaxRequests)),
        ("connectionPool.http.maxConcurrentStreams", static cluster => Limit(cluster.Connection.MaxConcurrentStreams)),
        ("connectionPool.http.idleTimeout", static cluster => Duration(cluster.Connection.IdleTimeout)),
        ("connectionPool.http.h2UpgradePolicy", static cluster => Words.Of(cluster.Connection.Protocol)),
        ("outlierDetection", static cluster => Text(cluster.Outlier)),
        ("loadBalancer", static cluster => Text(cluster.Balancing)),
        ("tls.mode", static cluster => cluster.Tls.ToString()),
        ("resolution", static cluster => cluster.Discovery.ToString()),
        ("loadBalancer.localityLbSetting", Distribution),
    ];

    private static string Duration(TimeSpan? duration) => duration is { } time ? Words.Of(time) : None;

    private static string Limit(uint? limit) => limit is null or CircuitBreakerModel.Unlimited ? None : limit.Value.ToString(CultureInfo.InvariantCulture);

    private static string Text(OutlierModel? outlier) => outlier is null ? None : string.Create(
        CultureInfo.InvariantCulture,
        $"{outlier.ConsecutiveErrors?.ToString(CultureInfo.InvariantCulture) ?? "no"} errors, {Words.Of(outlier.Interval)} apart, out for {Words.Of(outlier.BaseEjection)}, at most {outlier.MaxEjectionPercent} %");

    private static string Text(BalancingModel balancing) =>
        $"{balancing.Policy}{(balancing.RingSize is { } size ? $", {size} points" : "")}{(balancing.SlowStart is { } window ? $", warm-up {Words.Of(window)}" : "")}";

    // Percentages were set by somebody; any other weight is the number of endpoints, which is no setting.
    private static string Distribution(ClusterModel cluster)
    {
        var localities = Localities.Of(cluster);
        return Localities.HavePercentages(localities)
            ? string.Join(", ", localities.Select(static locality => $"{Words.Percent(locality.Weight / 100)} to {locality.Zone}").Order(StringComparer.Ordinal))
            : None;
    }
}
