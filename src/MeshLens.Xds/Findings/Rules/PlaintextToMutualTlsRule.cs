using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Clusters;
using MeshLens.Xds.Model.Listeners;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>Plaintext is sent to endpoints that take mutual TLS.</summary>
internal sealed class PlaintextToMutualTlsRule : ClusterRule
{
    public override RuleInfo Info { get; } = new(
        "plaintext-to-mutual-tls",
        [38],
        Severity.Error,
        "Plaintext to endpoints that take mutual TLS",
        "A DestinationRule turns TLS off towards endpoints that take Istio's mutual TLS (a warning: they may take both), or towards a service in the reader's namespace, whose workloads take nothing else as the reader's own listener shows (an error).",
        "The mesh's default, by which each endpoint gets what it takes; destinations outside the mesh; namespaces of which nothing was seen.",
        "Connections are made and closed by the peer at once: flag UC after 0 ms, while the kernel's handshakes are fine.",
        "DestinationRule spec.trafficPolicy.tls.mode",
        "Remove tls.mode DISABLE (the mesh then decides per endpoint), or make the PeerAuthentication PERMISSIVE.");

    protected override object? Aspect(ClusterModel cluster) => cluster.Tls;

    protected override Observation? Judge(ClusterModel cluster, ConfigurationModel model)
    {
        if (cluster is not { Tls: TlsMode.Plaintext, IsOutbound: true, Discovery: ClusterDiscovery.Eds, Source: not null })
        {
            return null;
        }

        var isStrict = IsInNamespaceOf(model.View, cluster) && TakesOnlyMutualTls(model);
        return isStrict || cluster.Endpoints.Any(static endpoint => endpoint.HasMutualTls)
            ? Policy(
                cluster,
                "tls.mode",
                $"Plaintext is sent to endpoints that take {(isStrict ? "nothing but mutual TLS" : "mutual TLS")}.",
                new(PredictedEffect.Failure, "Connections closed by the peer at once, flag UC.", 0, isStrict ? 1 : null, 503, "UC"),
                isStrict ? Severity.Error : Severity.Warning)
            : null;
    }

    // payments.shop.svc.cluster.local
    private static bool IsInNamespaceOf(ConfigurationView view, ClusterModel cluster) =>
        view.Namespace.Length > 0 && cluster.Service!.Value.Host.Split('.') is [_, var place, "svc", ..] && place == view.Namespace;

    private static bool TakesOnlyMutualTls(ConfigurationModel model)
    {
        var chains = model.Listeners.Where(static listener => listener.Direction == ListenerDirection.Inbound)
            .SelectMany(static listener => listener.Chains)
            .Where(static chain => !IsBlackHole(chain))
            .ToList();
        return chains.Count > 0 && chains.TrueForAll(static chain => chain.AsksForCertificate);
    }

    private static bool IsBlackHole(FilterChainModel chain) => chain.Tcp?.Targets is [{ Cluster: "BlackHoleCluster" }];
}
