using MeshLens.Core.Totals;
using MeshLens.Exposition.Families;

namespace MeshLens.Exposition.Wire;

/// <summary>One way of writing metrics down. Families come one after the other, each with all of its series.</summary>
internal interface IMetricSink
{
    void Begin(MetricFamily family);

    /// <param name="labels">Of whom.</param>
    /// <param name="more">Of what; may be empty.</param>
    /// <param name="value">The value now.</param>
    /// <param name="since">When counting began; of no importance to a gauge.</param>
    void Value(LabelSet labels, LabelSet more, double value, DateTimeOffset since);

    /// <inheritdoc cref="Value"/>
    /// <param name="reading">The histogram now; not kept.</param>
    /// <param name="classic">Where buckets are a series each: whether to write them, too, and not only sum and count.</param>
    void Histogram(LabelSet labels, LabelSet more, HistogramReading reading, bool classic, DateTimeOffset since);

    void End();
}
