using MeshLens.Xds.Debug;
using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>Configuration was refused, so that an older one stays in force.</summary>
internal sealed class ConfigurationRefusedRule : IRule
{
    public RuleInfo Info { get; } = new(
        "configuration-refused",
        [36],
        Severity.Error,
        "A proxy refused its configuration",
        "The control plane says that a proxy refused what it was sent, or MeshLens itself could not use a resource that was served to it.",
        "Proxies that have not answered yet: a push takes up to ten seconds.",
        "The proxy goes on with what it had: pods that are gone, routes that were changed; all edges through it may differ from the manifests.",
        "Most often an EnvoyFilter; the message names the resource",
        "Correct the resource that the message names; then see that the proxy is in sync.");

    public IEnumerable<Observation> Judge(ConfigurationModel model) =>
        model.Facts.Proxies.SelectMany(static proxy => proxy.Types, static (proxy, type) => (proxy.Id, Type: type))
            .Where(static item => item.Type.State == SyncState.Error)
            .Select(static item => Seen(item.Id, item.Id, item.Type.Type, $"{item.Id} refused it{(item.Type.Problem.Length > 0 ? $": {item.Type.Problem}" : "")}."))
            .Concat(model.Facts.Refused.Select(static item => Seen("", item.Name, item.Type, $"{(item.Name.Length > 0 ? item.Name : "A resource")} {item.Problem}.")));

    // What a proxy refused concerns those whose requests pass it.
    private static Observation Seen(string proxy, string piece, string type, string summary) => new(
        new(proxy, 0, piece),
        null,
        type,
        summary,
        new(PredictedEffect.Failure, "Older configuration stays in force: connects to pods that are gone, routes as they were.", Flag: "UF"));
}
