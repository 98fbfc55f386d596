namespace MeshLens.Metrics.Text;

/// <summary>One observation that stands for a bucket or a counter, as OpenMetrics has them; valid as long as the text.</summary>
public readonly ref struct Exemplar
{
    internal Exemplar(LabelSet labels, double value, long? timestampMs)
    {
        Labels = labels;
        Value = value;
        TimestampMs = timestampMs;
    }

    public LabelSet Labels { get; }

    public double Value { get; }

    /// <summary>Milliseconds since 1970.</summary>
    public long? TimestampMs { get; }
}
