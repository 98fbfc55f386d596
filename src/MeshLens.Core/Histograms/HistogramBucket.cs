namespace MeshLens.Core.Histograms;

/// <summary>A bucket that holds something.</summary>
/// <param name="Index">The OTLP index at scale <see cref="BucketBoundaries.Scale"/>.</param>
public readonly record struct HistogramBucket(int Index, uint Count);
