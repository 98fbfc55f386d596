namespace MeshLens.Grains.Probes;

/// <summary>Why a question is not asked.</summary>
/// <param name="Kind">What is in the way.</param>
/// <param name="Sentence">Why, and what to do.</param>
public readonly record struct ProbeRefusal(ProbeRefusalKind Kind, string Sentence);
