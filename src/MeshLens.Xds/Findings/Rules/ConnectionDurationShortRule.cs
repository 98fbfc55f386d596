using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>Connections are closed after a short time, however busy.</summary>
internal sealed class ConnectionDurationShortRule : ClusterRule
{
    private static readonly TimeSpan Short = TimeSpan.FromMinutes(1);

    public override RuleInfo Info { get; } = new(
        "connection-duration-short",
        [17],
        Severity.Warning,
        "Connections are closed after a short time",
        "Connections to the destination are closed, or requests on them ended, after less than a minute (requests: less than 10 s).",
        "Longer limits, which are how long-lived connections are spread again.",
        "Connects and TLS handshakes at least that often, all callers of one pod in step; requests that are cut off end with flag UMSDR or DT.",
        "DestinationRule spec.trafficPolicy.connectionPool.tcp.maxConnectionDuration",
        "Set it to ten minutes or more, or take it out.");

    protected override object? Aspect(ClusterModel cluster) => cluster.Connection;

    protected override Observation? Judge(ClusterModel cluster, ConfigurationModel model) => cluster.Connection switch
    {
        { MaxConnectionDuration: { } age } when age < Short => Policy(
            cluster,
            "connectionPool.tcp.maxConnectionDuration",
            $"Connections are closed after {Words.Of(age)}.",
            new(PredictedEffect.Connections, $"A connect at least every {Words.Of(age)} on each of the caller's connections.", age.TotalMilliseconds)),
        { MaxStreamDuration: { } age } when age < Short / 6 => Policy(
            cluster,
            "connectionPool.http",
            $"Requests are ended after {Words.Of(age)}.",
            new(PredictedEffect.Ceiling, $"Requests end at {Words.Of(age)} with flag UMSDR.", age.TotalMilliseconds, Flag: "UMSDR")),
        _ => null,
    };
}
