using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Listeners;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>Every request runs a script or a module.</summary>
internal sealed class ScriptFilterRule : FilterRule
{
    public override RuleInfo Info { get; } = new(
        "script-filter",
        [46],
        Severity.Info,
        "Requests run a script or a module",
        "A Lua or WebAssembly filter is in the chain and not turned off.",
        "Istio's own statistics, which old versions run as built-in WebAssembly; a filter that is off until a route turns it on.",
        "CPU time of the proxy per request, before the upstream is called and after it answered; latency of both ends of the proxy rises with load.",
        "WasmPlugin, or an EnvoyFilter",
        "Measure the proxy's CPU with and without it; use a built-in filter where there is one.");

    protected override Observation? Judge(FilterModel filter, HttpManagerModel http, ListenerModel listener, ConfigurationModel model) =>
        filter.Kind is FilterKind.Lua or FilterKind.Wasm
            ? Seen(
                filter,
                listener,
                $"Each request runs {(filter.Kind == FilterKind.Lua ? "a Lua script" : "a WebAssembly module")}",
                new(PredictedEffect.Delay, "The proxy's own time per request rises, with its CPU.", Share: 1))
            : null;
}
