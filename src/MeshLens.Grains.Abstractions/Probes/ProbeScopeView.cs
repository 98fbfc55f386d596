namespace MeshLens.Grains.Probes;

/// <summary>What is usual for a distance.</summary>
/// <param name="Scope">same-node, same-zone, cross-zone, or unknown where a zone is not known.</param>
/// <param name="Pairs">How many pairs there are.</param>
/// <param name="MedianMs">The median of their usual round trips, in milliseconds; null until one is known.</param>
/// <param name="HighMs">What nine of ten of them are below; null until one is known.</param>
public sealed record ProbeScopeView(string Scope, int Pairs, double? MedianMs, double? HighMs);
