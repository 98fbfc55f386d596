using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Clusters;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>Connections are closed after few requests.</summary>
internal sealed class ConnectionChurnRule : ClusterRule
{
    private const uint Few = 10;

    public override RuleInfo Info { get; } = new(
        "connection-churn",
        [11],
        Severity.Warning,
        "Connections are made again and again",
        "A connection to the destination serves fewer than ten requests, or takes fewer than ten at once over HTTP/2.",
        "Limits from ten on, which cost a handshake now and then; limits of 0, which are none.",
        "Connects and TLS handshakes come at the rate of the requests divided by the limit, and each of those requests takes their time.",
        "DestinationRule spec.trafficPolicy.connectionPool.http.maxRequestsPerConnection",
        "Take the limit out. Where it is there to spread load, balance per request instead.");

    protected override object? Aspect(ClusterModel cluster) => cluster.Connection;

    protected override Observation? Judge(ClusterModel cluster, ConfigurationModel model) => cluster.Connection switch
    {
        { MaxRequests: < Few and var requests } => Policy(
            cluster,
            "connectionPool.http.maxRequestsPerConnection",
            $"A connection is closed after {requests} request{(requests == 1 ? "" : "s")}.",
            new(
                PredictedEffect.Connections,
                requests == 1 ? "As many connects and TLS handshakes as requests." : $"A connect and a TLS handshake for every {requests} requests.",
                Share: 1.0 / requests)),
        { MaxConcurrentStreams: < Few and var streams, Protocol: not UpstreamProtocol.Http1 } => Policy(
            cluster,
            "connectionPool.http.maxConcurrentStreams",
            $"A connection takes {streams} request{(streams == 1 ? "" : "s")} at once.",
            new(PredictedEffect.Connections, $"One connection for every {streams} requests in flight.")),
        _ => null,
    };
}
