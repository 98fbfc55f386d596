namespace MeshLens.Metrics.Text;

public ref partial struct MetricsReader
{
    /// <returns>Behind the value and the blanks after it; negative after a mistake.</returns>
    private readonly int ReadValue(int at, out double value)
    {
        value = 0;
        var start = Begin(at);
        var end = start < 0 ? start : EndOfWord(start);
        if (end <= start)
        {
            return Fail(Math.Max(at, start), $"A value was expected, and there is {Found(Math.Max(at, start))}.");
        }

        return Numbers.TryReadValue(_line[start..end], out value)
            ? SkipBlanks(end)
            : Fail(start, $"\"{Shown(_line[start..end])}\" is not a number.");
    }

    private readonly int ReadTimestamp(int at, out long? timestamp)
    {
        timestamp = null;
        var start = Begin(at);
        var end = start < 0 ? start : EndOfWord(start);
        if (end <= start)
        {
            return Fail(Math.Max(at, start), $"A time stamp was expected, and there is {Found(Math.Max(at, start))}.");
        }

        var isOpen = _state.Format == MetricsFormat.OpenMetrics;
        if (!(isOpen ? Numbers.TryReadSeconds(_line[start..end], out var read) : Numbers.TryReadMilliseconds(_line[start..end], out read)))
        {
            return Fail(start, $"\"{Shown(_line[start..end])}\" is not a time stamp in {(isOpen ? "seconds" : "whole milliseconds")}.");
        }

        timestamp = read;
        return SkipBlanks(end);
    }

    private readonly bool IsExemplar(int at) => _state.Format == MetricsFormat.OpenMetrics && _line[at..].StartsWith(" # "u8);

    // foo_bucket{le="1"} 17 # {trace_id="abc"} 0.67 1520879607.789
    private int ReadExemplar(int at)
    {
        if (at >= _line.Length || _line[at] != '{')
        {
            return Fail(at, $"An exemplar must begin with '{{', and there is {Found(at)}.");
        }

        _state.ExemplarLabels.Count = 0;
        (HasExemplar, _exemplarTimestampMs, _exemplarStart) = (true, null, at + 1);
        at = ReadLabels(_exemplarStart, _state.ExemplarLabels, _exemplarStart);
        at = at < 0 ? at : ReadValue(at, out _exemplarValue);
        at = at < 0 || at == _line.Length ? at : ReadTimestamp(at, out _exemplarTimestampMs);
        return at < 0 || at == _line.Length ? at : Fail(at, $"After the exemplar there is {Found(at)}.");
    }

    /// <summary>OpenMetrics wants one space before a number.</summary>
    private readonly int Begin(int at) => _state.Format == MetricsFormat.Prometheus
        ? SkipBlanks(at)
        : at < _line.Length && _line[at] == ' ' ? at + 1 : -1;

    private readonly int EndOfWord(int at)
    {
        while (at < _line.Length && _line[at] is not ((byte)' ' or (byte)'\t'))
        {
            at++;
        }

        return at;
    }
}
