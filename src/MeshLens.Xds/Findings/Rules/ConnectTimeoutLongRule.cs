using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>A connect to a dead endpoint may take very long.</summary>
internal sealed class ConnectTimeoutLongRule : ClusterRule
{
    private static readonly TimeSpan Default = TimeSpan.FromSeconds(10);

    public override RuleInfo Info { get; } = new(
        "connect-timeout-long",
        [13],
        Severity.Warning,
        "Connect timeout above the mesh's default",
        "Connects may take more than 10 s, or 10 s where the control plane itself says that an endpoint is not healthy and serves it all the same, and no outlier detection takes it out.",
        "The default of 10 s while all endpoints are healthy; a dead endpoint that is still said to be healthy, which only the kernel's handshakes show.",
        "Requests that meet a dead endpoint stand still for the timeout, with the kernel's repeated handshakes at 1, 3, 7 and 15 s.",
        "DestinationRule spec.trafficPolicy.connectionPool.tcp.connectTimeout",
        "Set it to a second or two, and let outlier detection take dead endpoints out.");

    protected override object? Aspect(ClusterModel cluster) => cluster.Connection.ConnectTimeout;

    protected override Observation? Judge(ClusterModel cluster, ConfigurationModel model)
    {
        var timeout = cluster.Connection.ConnectTimeout;
        var dead = cluster.Outlier is null && cluster.Endpoints.Any(static endpoint => endpoint.Health == EndpointHealth.Unhealthy);
        return timeout > Default || timeout == Default && dead
            ? Policy(
                cluster,
                "connectionPool.tcp.connectTimeout",
                $"A connect may take {Words.Of(timeout)}{(dead ? ", and an endpoint is not healthy" : "")}.",
                new(PredictedEffect.Delay, $"Requests that meet a dead endpoint stand still for up to {Words.Of(timeout)}.", timeout.TotalMilliseconds, Flag: "UF"))
            : null;
    }
}
