using MeshLens.Xds.Model;
using MeshLens.Xds.Model.Listeners;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>Another service sees every request and answer.</summary>
internal sealed class ExternalProcessingRule : FilterRule
{
    public override RuleInfo Info { get; } = new(
        "external-processing",
        [43],
        Severity.Info,
        "Requests and answers pass through another service",
        "An ext_proc filter is in the chain and not turned off. A warning when it holds bodies back until they are whole.",
        "A filter that is off until a route turns it on.",
        "A round trip to that service per phase: before the upstream is called and again before the answer goes back; with whole bodies the first byte waits for the last.",
        "EnvoyFilter (envoy.filters.http.ext_proc)",
        "Process headers only, stream bodies, run the processor beside the proxy.");

    protected override Observation? Judge(FilterModel filter, HttpManagerModel http, ListenerModel listener, ConfigurationModel model) =>
        filter.Kind == FilterKind.ExternalProcessing
            ? Seen(
                filter,
                listener,
                $"{filter.Asks ?? "Another service"} sees each request{(filter.WaitsForBody ? " with its whole body" : "")}",
                new(PredictedEffect.Delay, "A round trip to that service before the upstream is called, and one before the answer goes back.", Share: 1),
                filter.WaitsForBody ? Severity.Warning : Severity.Info)
            : null;
}
