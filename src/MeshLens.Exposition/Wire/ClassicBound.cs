namespace MeshLens.Exposition.Wire;

/// <summary>One boundary of classic buckets.</summary>
/// <param name="Index">The last bucket of MeshLens' histogram that is below it.</param>
/// <param name="Text">As a label in Prometheus' text format.</param>
/// <param name="OpenMetrics">As a label in OpenMetrics, where whole numbers are written <c>1.0</c>.</param>
internal readonly record struct ClassicBound(int Index, byte[] Text, byte[] OpenMetrics);
