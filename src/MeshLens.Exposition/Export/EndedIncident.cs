using MeshLens.Core.Verdicts;

namespace MeshLens.Exposition.Export;

/// <summary>An incident that is over.</summary>
/// <param name="Edge">The edge as it was when that was known.</param>
/// <param name="Phases">One per cause, oldest first; never empty.</param>
internal sealed record EndedIncident(EdgeSummary Edge, IReadOnlyList<Incident> Phases);
