namespace MeshLens.Metrics.Text;

/// <summary>
/// What a <see cref="MetricsReader"/> knows between two blocks of one text. Kept for the next text with <see cref="Begin"/>, it
/// spares every allocation.
/// </summary>
public sealed class MetricsReaderState
{
    public MetricsReaderState(MetricsFormat format) => Format = format;

    public MetricsFormat Format { get; private set; }

    /// <summary>The lines read so far.</summary>
    public long Line { get; internal set; }

    /// <summary>What ended the reading; null while the text is right.</summary>
    public MetricsTextError? Error { get; internal set; }

    /// <summary><c># EOF</c> was read.</summary>
    internal bool Ended { get; set; }

    internal LabelList Labels { get; } = new();

    internal LabelList ExemplarLabels { get; } = new();

    /// <summary>Makes ready for another text.</summary>
    public void Begin(MetricsFormat format)
    {
        (Format, Line, Error, Ended) = (format, 0, null, false);
    }
}
