namespace MeshLens.Metrics.Text;

public ref partial struct MetricsReader
{
    // Of the sample before: up to its first label, and from there on.
    private ReadOnlySpan<byte> _head;
    private ReadOnlySpan<byte> _tail;
    private int _same;
    private int _nameStart;
    private int _nameLength;
    private int _labelsStart;
    private int _seriesEnd;
    private int _exemplarStart;
    private double _exemplarValue;
    private long? _exemplarTimestampMs;

    /// <summary>After <see cref="LineKind.Sample"/>.</summary>
    public double Value { get; private set; }

    /// <summary>Milliseconds since 1970; null when the writer gives none, which is usual.</summary>
    public long? TimestampMs { get; private set; }

    public readonly LabelSet Labels => new(_line[_labelsStart..], _state.Labels.Slots);

    /// <summary>Name and labels as they are written: the same bytes are the same series, also in the next scrape.</summary>
    public readonly ReadOnlySpan<byte> Series => _line[_nameStart.._seriesEnd];

    public bool HasExemplar { get; private set; }

    public readonly Exemplar Exemplar => HasExemplar
        ? new(new(_line[_exemplarStart..], _state.ExemplarLabels.Slots), _exemplarValue, _exemplarTimestampMs)
        : default;

    /// <summary>How many bytes repeat the sample before; there is no line break in them.</summary>
    private int Compare(ReadOnlySpan<byte> rest)
    {
        _same = -1;
        if (_head.IsEmpty || !rest.StartsWith(_head))
        {
            return 0;
        }

        _same = rest[_head.Length..].CommonPrefixLength(_tail);
        return _head.Length + _same;
    }

    private void ReadSample(int at)
    {
        if (_same < 0)
        {
            at = ReadName(at);
            _same = _labelsStart > 0 ? _line[_labelsStart..].CommonPrefixLength(_tail) : 0;
        }

        if (_state.Error is null)
        {
            _seriesEnd = _labelsStart > 0 ? ReadLabels(Reuse(), _state.Labels, _labelsStart) : at;
        }

        if (_state.Error is null && ReadNumbers(_seriesEnd))
        {
            Kind = LineKind.Sample;
        }
    }

    /// <summary>Keeps the labels that stand in what the line repeats.</summary>
    /// <returns>Where to go on.</returns>
    private int Reuse()
    {
        var list = _state.Labels;
        while (list.Count > 0 && list.Slots[^1].End > _same)
        {
            list.Count--;
        }

        _head = _line[.._labelsStart];
        _tail = _line[_labelsStart..];
        return _labelsStart + (list.Count > 0 ? list.Slots[^1].End : 0);
    }

    /// <returns>Where the labels begin, or the name ends.</returns>
    private int ReadName(int at)
    {
        (_nameStart, _nameLength) = (at, Names.MetricLength(_line[at..]));
        _labelsStart = 0;
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

        _state.Labels.Count = 0;
        _head = _tail = default;
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
