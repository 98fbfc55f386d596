using MeshLens.Xds.Findings;

namespace MeshLens.Api.Configuration;

/// <summary>What rules find in a mesh's configuration.</summary>
/// <param name="Findings">The worst first.</param>
/// <param name="Missing">Why there may be more to find, one sentence each.</param>
public sealed record FindingReport(IReadOnlyList<Finding> Findings, IReadOnlyList<string> Missing);
