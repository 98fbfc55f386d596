namespace MeshLens.Core.Classification.View;

/// <summary>The share of the time in which some task of a process's cgroup, else of its host, waited for a resource (pressure stall information).</summary>
/// <param name="Resource"><c>cpu</c>, <c>memory</c> or <c>io</c>.</param>
/// <param name="Lacking">The resource as sentences say it.</param>
/// <param name="Share">0 to 1.</param>
/// <param name="Usual">The same when the edge was well; null when that was never seen.</param>
/// <param name="IsShifted">Far above what is usual.</param>
internal readonly record struct Stall(string Resource, string Lacking, double Share, double? Usual, bool IsShifted);
