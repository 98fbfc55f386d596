namespace MeshLens.Metrics.Text;

public ref partial struct MetricsReader
{
    private ReadOnlySpan<byte> _previous;
    private int _nameStart;
    private int _nameLength;
    private int _labelsStart;
    private int _seriesEnd;
    private double _exemplarValue;
    private long? _exemplarTimestampMs;

    /// <summary>After <see cref="LineKind.Sample"/>.</summary>
    public double Value { get; private set; }

    /// <summary>Milliseconds since 1970; null when the writer gives none, which is usual.</summary>
    public long? TimestampMs { get; private set; }

    public readonly LabelSet Labels => new(_line, _state.Labels.Slots);

    /// <summary>Name and labels as they are written: the same bytes are the same series, also in the next scrape.</summary>
    public readonly ReadOnlySpan<byte> Series => _line[_nameStart.._seriesEnd];

    public bool HasExemplar { get; private set; }

    public readonly Exemplar Exemplar => HasExemplar
        ? new(new(_line, _state.ExemplarLabels.Slots), _exemplarValue, _exemplarTimestampMs)
        : default;

    private void ReadSample(int at)
    {
        var labels = Reuse();
        if (labels < 0)
        {
            labels = ReadName(at);
        }

        if (_state.Error is null)
        {
            _seriesEnd = _labelsStart > 0 ? ReadLabels(labels, _state.Labels) : labels;
        }

        if (_state.Error is null && ReadNumbers(_seriesEnd))
        {
            _previous = _line;
            Kind = LineKind.Sample;
        }
    }

    /// <summary>Keeps what the line has in common with the sample before it. Where to go on; negative when from the start.</summary>
    private readonly int Reuse()
    {
        var same = _line.CommonPrefixLength(_previous);
        if (_labelsStart == 0 || same < _labelsStart)
        {
            return -1;
        }

        var list = _state.Labels;
        while (list.Count > 0 && list.Slots[^1].End > same)
        {
            list.Count--;
        }

        return list.Count > 0 ? list.Slots[^1].End : _labelsStart;
    }

    /// <returns>Where the labels begin, or the name ends.</returns>
    private int ReadName(int at)
    {
        (_nameStart, _nameLength) = (at, Names.MetricLength(_line[at..]));
        (_state.Labels.Count, _labelsStart) = (0, 0);
        if (_nameLength == 0)
        {
            return Fail(at, _line[at] == '{'
                ? "A metric name was expected before '{'; names in quotes are not supported."
                : $"A metric name was expected, and there is {Found(at)}.");
        }

        var after = SkipBlanks(at + _nameLength);
        if (after < _line.Length && _line[after] == '{')
        {
            return _labelsStart = after + 1;
        }

        return at + _nameLength;
    }

    private bool ReadNumbers(int at)
    {
        (TimestampMs, HasExemplar) = (null, false);
        var end = ReadValue(at, out var value);
        Value = value;
        if (end >= 0 && end < _line.Length && !IsExemplar(end))
        {
            end = ReadTimestamp(end, out var timestamp);
            TimestampMs = timestamp;
        }

        if (end >= 0 && end < _line.Length)
        {
            end = IsExemplar(end) ? ReadExemplar(end + 3) : Fail(end, $"After the time stamp there is {Found(end)}.");
        }

        return end >= 0;
    }
}
