using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>A proxy goes on with what it had, because it does not answer what it was sent.</summary>
internal sealed class ConfigurationStaleRule : IRule
{
    public RuleInfo Info { get; } = new(
        "configuration-stale",
        [35],
        Severity.Warning,
        "A proxy does not take its configuration",
        "The control plane says, whenever it is asked for a minute or longer, that a proxy has not answered what it was sent.",
        "A push under way, which takes up to ten seconds; proxies that there was nothing to send to; those that refused, which is another rule's matter.",
        "The proxy goes on with older endpoints and routes: connects to pods that are gone time out or are refused, flag UF, while the kernel's handshakes to the others are fine.",
        "No resource: the proxy or istiod lacks CPU, or the connection between them is stuck",
        "See that both get CPU (throttling, pilot_proxy_convergence_time); scope what the proxy is sent by a Sidecar resource; restart it if it stays behind.");

    public IEnumerable<Observation> Judge(ConfigurationModel model) =>
        from proxy in model.Facts.Proxies
        from type in proxy.Types
        where type.Lags
        select new Observation(
            new(proxy.Id, 0, proxy.Id),
            null,
            type.Type,
            "It has not answered what it was sent for a minute or longer.",
            new(PredictedEffect.Failure, "Connects to pods that are gone, flag UF, until it takes what it was sent.", Flag: "UF"));
}
