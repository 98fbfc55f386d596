using System.Text.Unicode;

namespace MeshLens.Metrics.Text;

public ref partial struct MetricsReader
{
    private int _wordStart;

    /// <summary>After <see cref="LineKind.Type"/>.</summary>
    public MetricType Type { get; private set; }

    /// <summary>After <see cref="LineKind.Help"/>: the text, escapes and all. After <see cref="LineKind.Unit"/>: the unit.</summary>
    public readonly ReadOnlySpan<byte> Comment => _line[_wordStart..];

    private void ReadComment(int at)
    {
        if (_state.Format == MetricsFormat.OpenMetrics && _line.SequenceEqual("# EOF"u8))
        {
            (_state.Ended, Kind) = (true, LineKind.End);
            return;
        }

        var kind = KindOf(at, out var after);
        if (kind != LineKind.None)
        {
            ReadMetadata(kind, after);
        }
        else if (_state.Format == MetricsFormat.OpenMetrics)
        {
            Fail(at, "OpenMetrics has no comments but # HELP, # TYPE, # UNIT and # EOF.");
        }
    }

    // "# TYPE istio_build gauge": what does not begin like this is a comment that says nothing.
    private readonly LineKind KindOf(int at, out int after)
    {
        after = at + 1;
        var word = after < _line.Length && IsBlank(after) ? Skip(after) : _line.Length;
        after = word + 4;
        return after >= _line.Length || !IsBlank(after) ? LineKind.None : _line.Slice(word, 4) switch
        {
            var said when said.SequenceEqual("HELP"u8) => LineKind.Help,
            var said when said.SequenceEqual("TYPE"u8) => LineKind.Type,
            var said when said.SequenceEqual("UNIT"u8) && _state.Format == MetricsFormat.OpenMetrics => LineKind.Unit,
            _ => LineKind.None,
        };
    }

    private void ReadMetadata(LineKind kind, int after)
    {
        var at = Skip(after);
        var length = Names.MetricLength(_line[at..]);
        if (length == 0 || (at + length < _line.Length && !IsBlank(at + length)))
        {
            Fail(at + length, $"A metric name was expected, and there is {Found(at + length)}.");
            return;
        }

        (_nameStart, _nameLength) = (at, length);
        _wordStart = at + length < _line.Length ? Skip(at + length) : _line.Length;
        _head = default;
        Kind = kind;
        CheckMetadata();
    }

    private void CheckMetadata()
    {
        if (Kind == LineKind.Type)
        {
            if (!MetricTypes.TryRead(Comment.TrimEnd(" \t"u8), _state.Format, out var type))
            {
                Fail(_wordStart, $"\"{Shown(Comment)}\" is no type of metric in {_state.Format}.");
            }

            Type = type;
        }
        else if (Kind == LineKind.Unit && !Name.EndsWith(Comment))
        {
            Fail(_wordStart, "The name of a metric must end with its unit.");
        }
        else if (!Utf8.IsValid(Comment))
        {
            Fail(_wordStart, "The text is not UTF-8.");
        }
    }

    private static string Shown(ReadOnlySpan<byte> text) =>
        System.Text.Encoding.UTF8.GetString(text.Length > 40 ? text[..40] : text);

    private readonly bool IsBlank(int at) => _line[at] == ' ' || (_line[at] == '\t' && _state.Format == MetricsFormat.Prometheus);

    /// <summary>After a blank, and after more of them where they are free.</summary>
    private readonly int Skip(int at) => SkipBlanks(at + 1);
}
