using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification;

/// <summary>What one rule concludes from one window.</summary>
/// <param name="Strong">Convicts at once; otherwise the window after must show it, too.</param>
internal sealed record Suspicion(Cause Cause, double Confidence, bool Strong);
