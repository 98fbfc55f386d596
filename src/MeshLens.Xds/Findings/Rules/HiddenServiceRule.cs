using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings.Rules;

/// <summary>Services of the mesh are hidden from a proxy.</summary>
internal sealed class HiddenServiceRule : IRule
{
    private const int Named = 3;

    public RuleInfo Info { get; } = new(
        "hidden-service",
        [55],
        Severity.Info,
        "Services of the mesh are hidden from this proxy",
        "Services that the control plane lists for the mesh have no cluster in the view, which has others.",
        "Without ambient the control plane lists no services, and what is hidden cannot be told from what is not there.",
        "Requests to them go out through the passthrough cluster without mutual TLS, retries and balancing, or fail where unknown hosts are blocked.",
        "Sidecar spec.egress[].hosts, Service or VirtualService exportTo",
        "Add the hosts that this workload calls to its Sidecar resource, or export the service.");

    public IEnumerable<Observation> Judge(ConfigurationModel model)
    {
        var seen = model.Destinations.Select(static destination => destination.Host).ToHashSet(StringComparer.Ordinal);
        var hidden = seen.Count == 0 ? [] : model.Services.Where(service => !seen.Contains(service.Host)).Select(static service => service.Host).Order(StringComparer.Ordinal).ToList();
        if (hidden.Count > 0)
        {
            yield return new(
                new(hidden.Count == 1 ? hidden[0] : "", 0, model.View.ToString()),
                null,
                "Sidecar spec.egress[].hosts",
                $"{hidden.Count} service{(hidden.Count == 1 ? " is" : "s are")} hidden: {string.Join(", ", hidden.Take(Named))}{(hidden.Count > Named ? ", …" : "")}.",
                new(PredictedEffect.Unprotected, "Requests to them go to the address the caller resolved, or fail at once where unknown hosts are blocked."));
        }
    }
}
