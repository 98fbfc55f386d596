namespace MeshLens.Metrics.Text;

/// <summary>What a <c># TYPE</c> line says of a family.</summary>
public enum MetricType : byte
{
    /// <summary>Also <c>untyped</c>, its older name.</summary>
    Unknown,
    Counter,
    Gauge,
    Histogram,
    GaugeHistogram,
    StateSet,
    Info,
    Summary,
}
