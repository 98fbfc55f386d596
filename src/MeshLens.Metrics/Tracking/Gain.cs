using MeshLens.Metrics.Meaning;

namespace MeshLens.Metrics.Tracking;

/// <summary>What one series says between two scrapes.</summary>
/// <param name="Value">Of a counter what it grew by, never zero; of anything else what it is.</param>
public readonly record struct Gain(SeriesMeaning Meaning, double Value);
