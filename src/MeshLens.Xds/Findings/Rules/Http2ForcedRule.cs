using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Clusters;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>A subset is spoken to in another HTTP version than its service.</summary>
internal sealed class Http2ForcedRule : ClusterRule
{
    public override RuleInfo Info { get; } = new(
        "http2-forced",
        [18],
        Severity.Warning,
        "HTTP/2 towards a part of a service that otherwise gets HTTP/1.1",
        "A subset is spoken to in HTTP/2 and the whole service in HTTP/1.1, or the other way round: only h2UpgradePolicy or useClientProtocol of its DestinationRule does that.",
        "HTTP/2 to the whole service, which is how gRPC ports are served: whether the application speaks it is not in what istiod serves.",
        "If the pods of the subset speak HTTP/1.1 only: 502 or 503 with flag UPE on every request to them.",
        "DestinationRule spec.subsets[].trafficPolicy.connectionPool.http.h2UpgradePolicy",
        "Upgrade only what speaks HTTP/2; name the port http2 or grpc, or set its appProtocol.");

    protected override Observation? Judge(ClusterModel cluster, ConfigurationModel model) =>
        cluster.Subset.Length > 0
        && model.Find(cluster.Service!.Value.Host, cluster.Service.Value.Port)?.Whole is { } whole
        && cluster.Connection.Protocol != whole.Connection.Protocol
            ? Policy(
                cluster,
                "connectionPool.http.h2UpgradePolicy",
                $"It is spoken to in {Words.Of(cluster.Connection.Protocol)}, the rest of the service in {Words.Of(whole.Connection.Protocol)}.",
                new(PredictedEffect.Failure, "503 with flag UPE on every request to it, if its pods do not speak that version.", Status: 503, Flag: "UPE"))
            : null;
}
