using MeshLens.Core.Totals;
using MeshLens.Exposition.Families;
using MeshLens.Exposition.Wire;

namespace MeshLens.Exposition.Edges;

/// <summary>A metric that every edge has, and how an edge writes its series of it.</summary>
/// <param name="Family">What it is called.</param>
/// <param name="Write">Writes them; the reading is storage that may be used.</param>
internal sealed record EdgeFamily(MetricFamily Family, Action<EdgeSeries, IMetricSink, HistogramReading> Write);
