using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Clusters;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>Mutual TLS is demanded of endpoints that are not in the mesh.</summary>
internal sealed class MutualTlsToPlaintextRule : ClusterRule
{
    public override RuleInfo Info { get; } = new(
        "mutual-tls-to-plaintext",
        [38],
        Severity.Error,
        "Mutual TLS to endpoints that do not take it",
        "A cluster uses Istio's mutual TLS for all endpoints, as ISTIO_MUTUAL does, and some of those that were served are not marked as taking it.",
        "The mesh's default, by which each endpoint gets what it takes; clusters whose endpoints were not seen.",
        "Connections to those endpoints fail in the TLS handshake: 503 with flag UF, in their share of the requests.",
        "DestinationRule spec.trafficPolicy.tls.mode",
        "Remove tls.mode, so that the mesh decides per endpoint, or bring the endpoints into the mesh.");

    protected override Observation? Judge(ClusterModel cluster, ConfigurationModel model)
    {
        var without = cluster is { Tls: TlsMode.Mutual, IsOutbound: true, Discovery: ClusterDiscovery.Eds, AreEndpointsServed: true }
            ? cluster.Endpoints.Count(static endpoint => !endpoint.HasMutualTls)
            : 0;
        var share = without / (double)Math.Max(1, cluster.Endpoints.Count);
        return without == 0 ? null : Policy(
            cluster,
            "tls.mode",
            $"Mutual TLS is used to all endpoints, and {without} of {cluster.Endpoints.Count} do not take it.",
            new(PredictedEffect.Failure, $"503 with flag UF on {Words.Percent(share)} of requests: the TLS handshake fails.", Share: share, Status: 503, Flag: "UF"));
    }
}
