using System.Runtime.InteropServices;

namespace MeshLens.Metrics.Text;

/// <summary>
/// Reads Prometheus text and OpenMetrics line by line, forward only, and allocates nothing per line. What it hands out points
/// into the text.
/// </summary>
/// <remarks>
/// <code>
/// # TYPE istio_requests_total counter
/// istio_requests_total{reporter="source",source_workload="web",response_flags="-"} 831
/// </code>
/// A line of a scrape repeats most of the line before it, so a sample's labels are taken from the one before as far as both
/// agree byte by byte; only the rest is looked at. Everything is checked as strictly as Prometheus does; a line break
/// inside a label's value and labels without a comma between them are mistakes here, too. The first mistake ends the reading, with
/// <see cref="Error"/>, because nobody knows what else a broken writer got wrong; Prometheus drops such a scrape, too.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
public ref partial struct MetricsReader
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly bool _isFinal;
    private readonly MetricsReaderState _state;
    private ReadOnlySpan<byte> _line;
    private int _next;

    /// <summary>Reads a whole text.</summary>
    public MetricsReader(ReadOnlySpan<byte> text, MetricsFormat format)
        : this(text, new MetricsReaderState(format), isFinal: true)
    {
    }

    /// <summary>Reads the next block of a text.</summary>
    /// <param name="text">Begins with the first byte that no earlier block consumed.</param>
    /// <param name="state">Of this text.</param>
    /// <param name="isFinal">Nothing comes after this block, so its last line needs no line break.</param>
    public MetricsReader(ReadOnlySpan<byte> text, MetricsReaderState state, bool isFinal)
    {
        ArgumentNullException.ThrowIfNull(state);
        _text = text;
        _state = state;
        _isFinal = isFinal;
    }

    /// <summary>What <see cref="Read"/> came to.</summary>
    public LineKind Kind { get; private set; }

    /// <summary>Bytes of the block that need not be shown again.</summary>
    public readonly int Consumed => _next;

    /// <summary>Why <see cref="Read"/> said false; null where the text, or the block, ended as it should.</summary>
    public readonly MetricsTextError? Error => _state.Error;

    /// <summary>The name of the sample's metric, or of the family that a comment is about.</summary>
    public readonly ReadOnlySpan<byte> Name => _line.Slice(_nameStart, _nameLength);

    /// <summary>Goes on to the next sample or telling comment; false at the end and at a mistake.</summary>
    public bool Read()
    {
        Kind = LineKind.None;
        while (Kind == LineKind.None && _state.Error is null && TakeLine())
        {
            ReadLine();
        }

        return Kind != LineKind.None && _state.Error is null;
    }

    private bool TakeLine()
    {
        var rest = _text[_next..];
        var same = Compare(rest);
        var length = rest[same..].IndexOf((byte)'\n');
        length = length < 0 ? length : length + same;
        if (length < 0 && (!_isFinal || rest.IsEmpty))
        {
            CheckEnd();
            return false;
        }

        _line = length < 0 ? rest : rest[..length];
        _next += length < 0 ? rest.Length : length + 1;
        _state.Line++;
        return true;
    }

    private readonly void CheckEnd()
    {
        if (_isFinal && _state.Format == MetricsFormat.OpenMetrics && !_state.Ended)
        {
            _state.Error = new(_state.Line + 1, 1, "The text ends without # EOF, so it was cut off.");
        }
    }

    private void ReadLine()
    {
        if (_state.Ended)
        {
            Fail(0, "There is more after # EOF.");
            return;
        }

        var at = SkipBlanks(0);
        if (at == _line.Length)
        {
            AllowEmpty();
        }
        else if (_line[at] == '#')
        {
            ReadComment(at);
        }
        else
        {
            ReadSample(at);
        }
    }

    private readonly void AllowEmpty()
    {
        if (_state.Format == MetricsFormat.OpenMetrics)
        {
            Fail(0, "OpenMetrics has no empty lines.");
        }
    }

    /// <summary>Blanks are free in Prometheus text; in OpenMetrics there are none but those that are asked for.</summary>
    private readonly int SkipBlanks(int at)
    {
        while (_state.Format == MetricsFormat.Prometheus && at < _line.Length && _line[at] is (byte)' ' or (byte)'\t')
        {
            at++;
        }

        return at;
    }

    private readonly string Found(int at) => at < _line.Length ? Names.Show(_line[at]) : "the end of the line";

    private readonly int Fail(int at, string message)
    {
        _state.Error ??= new(_state.Line, at + 1, message);
        return -1;
    }
}
