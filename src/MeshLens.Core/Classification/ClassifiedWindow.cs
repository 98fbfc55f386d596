using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification;

/// <summary>What the classifier says about a window.</summary>
/// <param name="State">Give it back as <see cref="EdgeSnapshot.Previous"/> of the next window.</param>
/// <param name="Window">What to remember of the window.</param>
/// <param name="Summary">The edge's row in lists, also what siblings are told.</param>
/// <param name="Quiet">The window showed nothing wrong: baselines may learn from it, and from no other.</param>
/// <param name="PathMeanNs">
/// Mean of client turn minus server time, in nanoseconds; null unless both ends timed the same requests. Baselines learn
/// it like a signal, as <see cref="EdgeSnapshot.PathMeanNs"/>.
/// </param>
public sealed record ClassifiedWindow(
    Diagnosis Diagnosis,
    VerdictState State,
    WindowSummary Window,
    EdgeSummary Summary,
    bool Quiet,
    double? PathMeanNs = null);
