using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings;

/// <summary>What a rule saw in one place: the part of a finding that differs from place to place.</summary>
/// <param name="Place">Where.</param>
/// <param name="Resource">The resource that caused it; null when that is not known.</param>
/// <param name="Field">The field in it.</param>
/// <param name="Summary">What is configured, in a sentence that holds for all places of the same resource and field.</param>
/// <param name="Predicts">What must be seen.</param>
/// <param name="Severity">How bad; null for the rule's own.</param>
internal sealed record Observation(Place Place, IstioResource? Resource, string Field, string Summary, Prediction Predicts, Severity? Severity = null);
