using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Clusters;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>A proxy may have so little open that ordinary concurrency is refused or waits.</summary>
internal sealed class ConnectionPoolTinyRule : ClusterRule
{
    private const uint Tiny = 10;
    private const string Pool = "connectionPool";

    public override RuleInfo Info { get; } = new(
        "connection-pool-tiny",
        [9, 10],
        Severity.Warning,
        "Circuit breaker below ordinary concurrency",
        "A proxy may have fewer than ten connections, waiting requests or requests in flight to a destination.",
        "No limits (4294967295, as istiod sends), Envoy's own of 1024, and any from ten on: whether they suffice depends on the load.",
        "Where requests or waiting ones are limited: 503 at once with flag UO as soon as more are in flight. Where connections alone are: requests wait for one, without errors.",
        "DestinationRule spec.trafficPolicy.connectionPool",
        "Raise the limits above the edge's own concurrency: requests per second times latency, per proxy, with room for bursts.");

    protected override object? Aspect(ClusterModel cluster) => cluster.CircuitBreaker;

    protected override Observation? Judge(ClusterModel cluster, ConfigurationModel model)
    {
        var limits = Limits(cluster.CircuitBreaker).Where(static limit => limit.Value < Tiny).ToList();
        if (limits.Count == 0)
        {
            return null;
        }

        var refusing = limits.Where(static limit => limit.Refuses).ToList();
        return Policy(
            cluster,
            limits is [var only] ? only.Field : Pool,
            $"Each proxy may have {string.Join(", ", limits.Select(static limit => $"{limit.Value} {limit.Name}"))}.",
            refusing.Count > 0
                ? new(PredictedEffect.Failure, $"503 with flag UO as soon as {Words.Count(refusing.Min(static limit => limit.Value) + 1)} requests are in flight.", Status: 503, Flag: "UO")
                : new(PredictedEffect.Delay, $"Requests wait for one of {limits[0].Value} connections."));
    }

    private static IEnumerable<(uint Value, string Name, string Field, bool Refuses)> Limits(CircuitBreakerModel? breaker) =>
        breaker is null ? [] : new (uint? Value, string Name, string Field, bool Refuses)[]
        {
            (breaker.MaxConnections, "connections", $"{Pool}.tcp.maxConnections", false),
            (breaker.MaxPending, "waiting requests", $"{Pool}.http.http1MaxPendingRequests", true),
            (breaker.MaxRequests, "requests in flight", $"{Pool}.http.http2MaxRequests", true),
        }.Where(static limit => limit.Value is not null).Select(static limit => (limit.Value!.Value, limit.Name, limit.Field, limit.Refuses));
}
