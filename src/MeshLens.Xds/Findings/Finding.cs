using System.Text.Json.Serialization;
using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings;

/// <summary>A pattern in the configuration that predicts a symptom.</summary>
/// <param name="Rule">Id of the rule that found it.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Summary">What is configured, with its numbers, in one sentence.</param>
/// <param name="Predicts">What must be seen if this is what makes an edge slow.</param>
/// <param name="Resource">The Istio resource to change; null when the control plane does not name it.</param>
/// <param name="Field">The field in it; without a resource, what it is in the proxy.</param>
/// <param name="Fix">What to do.</param>
/// <param name="Places">Where it holds.</param>
/// <param name="View">From where the configuration was read, and what could not be seen.</param>
public sealed record Finding(
    string Rule,
    Severity Severity,
    string Summary,
    Prediction Predicts,
    IstioResource? Resource,
    string Field,
    string Fix,
    IReadOnlyList<Place> Places,
    ConfigurationView View)
{
    /// <summary>Other views that show the same.</summary>
    public IReadOnlyList<string> AlsoSeenFrom { get; init; } = [];

    /// <summary>Whether it is about requests that arrive at the proxy whose view this is: then its callers meet it.</summary>
    [JsonIgnore]
    public bool IsAtReader => View.Reader.Length > 0 && Places.Any(place => place.Host == View.Reader);

    /// <summary>Whether it concerns a destination.</summary>
    public bool Concerns(string host, int port) =>
        Places.Any(place => place.Host.Length == 0 || place.Host == host && (place.Port == 0 || place.Port == port));
}
