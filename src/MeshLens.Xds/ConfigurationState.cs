using MeshLens.Xds.Changes;
using MeshLens.Xds.Findings;
using MeshLens.Xds.Model;

namespace MeshLens.Xds;

/// <summary>The configuration of a mesh at one moment, and what is to be said of it.</summary>
/// <param name="At">When it was pushed.</param>
/// <param name="Model">What applies.</param>
/// <param name="Findings">What rules find in it, the worst first.</param>
/// <param name="Log">What changed until then.</param>
public sealed record ConfigurationState(DateTimeOffset At, ConfigurationModel Model, IReadOnlyList<Finding> Findings, ChangeLog Log);
