using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Listeners;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>A rule about an HTTP filter that requests pass. The control plane does not say which resource put it there.</summary>
internal abstract class FilterRule : IRule
{
    public abstract RuleInfo Info { get; }

    public IEnumerable<Observation> Judge(ConfigurationModel model) =>
        from listener in model.Listeners
        from chain in listener.Chains
        where chain.Http is not null
        from filter in chain.Http!.Filters
        where !filter.IsDisabled
        let seen = Judge(filter, chain.Http!, listener, model)
        where seen is not null
        select seen with { Place = PlaceOf(listener, model) };

    protected abstract Observation? Judge(FilterModel filter, HttpManagerModel http, ListenerModel listener, ConfigurationModel model);

    protected static Observation Seen(FilterModel filter, ListenerModel listener, string summary, Prediction predicts, Severity? severity = null) => new(
        default,
        WasmPlugin(filter.Name),
        $"HTTP filter {filter.Name}",
        $"{summary} ({(listener.Direction == ListenerDirection.Inbound ? "requests that arrive" : "requests that leave")})",
        predicts,
        severity);

    /// <summary>All services that the reader calls; for what arrives, the reader itself: its callers meet that, and nobody whom it calls.</summary>
    internal static Place PlaceOf(ListenerModel listener, ConfigurationModel model) =>
        new(listener.Direction == ListenerDirection.Inbound && model.View.Kind != ViewKind.Dump ? model.View.Reader : "", 0, listener.Name);

    // extenstions.istio.io/wasmplugin/shop.limits, misspelt for ever.
    private static IstioResource? WasmPlugin(string name) =>
        name.Split('/') is [_, "wasmplugin", var full] && full.Split('.', 2) is [var place, var plugin] ? new("WasmPlugin", place, plugin) : null;
}
