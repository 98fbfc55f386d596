using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>A connect may take so little that distance or load ends it.</summary>
internal sealed class ConnectTimeoutShortRule : ClusterRule
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(25);

    // Three round trips of a connect with TLS, at 80 ms each between regions.
    private static readonly TimeSpan ShortBetweenRegions = TimeSpan.FromMilliseconds(250);

    public override RuleInfo Info { get; } = new(
        "connect-timeout-short",
        [12],
        Severity.Warning,
        "Connect timeout below what a connect takes",
        "Connects, TLS included, may take less than 25 ms, or less than 250 ms where endpoints are in another region than the caller.",
        "Timeouts that leave room for three round trips and a handshake; endpoints elsewhere when the caller's own region is not known.",
        "503 with flag UF in bursts, at the timeout times the attempts, while the kernel's handshakes are fine or end sooner.",
        "DestinationRule spec.trafficPolicy.connectionPool.tcp.connectTimeout",
        "Set it to a second or more: a dead endpoint is found by outlier detection, not by haste.");

    protected override object? Aspect(ClusterModel cluster) => cluster.Connection.ConnectTimeout;

    protected override Observation? Judge(ClusterModel cluster, ConfigurationModel model)
    {
        var timeout = cluster.Connection.ConnectTimeout;
        var far = IsFar(cluster, model.View);
        return timeout < Short || timeout < ShortBetweenRegions && far
            ? Policy(
                cluster,
                "connectionPool.tcp.connectTimeout",
                $"A connect may take {Words.Of(timeout)}, TLS included{(far ? ", also to another region" : "")}.",
                new(PredictedEffect.Failure, $"503 with flag UF where a connect with TLS takes longer than {Words.Of(timeout)}.", timeout.TotalMilliseconds, Status: 503, Flag: "UF"))
            : null;
    }

    private static bool IsFar(ClusterModel cluster, ConfigurationView view) =>
        view.Region.Length > 0 && cluster.Endpoints.Any(endpoint => endpoint.Region.Length > 0 && endpoint.Region != view.Region);
}
