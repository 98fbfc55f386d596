namespace MeshLens.Exposition.Families;

/// <summary>How the values of a metric are to be read.</summary>
internal enum MetricKind
{
    /// <summary>Only grows, and begins at zero with the process.</summary>
    Counter,
    Gauge,

    /// <summary>One series per state, one of them 1 and the others 0. The label is called as the metric is.</summary>
    StateSet,

    /// <summary>Durations, cumulative like a counter.</summary>
    Histogram,
}
