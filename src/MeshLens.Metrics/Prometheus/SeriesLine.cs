using System.Buffers;
using System.Text.Json;

namespace MeshLens.Metrics.Prometheus;

/// <summary>Puts one series of an answer together as a line of text: its name, its labels in the order of the answer, its value.</summary>
internal sealed class SeriesLine
{
    private readonly ArrayBufferWriter<byte> _labels = new();
    private byte[] _text = new byte[256];
    private byte[] _name = [];
    private byte[] _sample = [];
    private bool _isName;

    public void Begin()
    {
        _labels.ResetWrittenCount();
        (_name, _sample, _isName) = ([], [], false);
    }

    public void AddName(ref Utf8JsonReader reader)
    {
        var name = Copy(ref reader);
        _isName = name.SequenceEqual("__name__"u8);
        if (!_isName)
        {
            _labels.Write(_labels.WrittenCount > 0 ? ","u8 : default);
            Write(name);
        }
    }

    public void AddValue(ref Utf8JsonReader reader)
    {
        var value = Copy(ref reader);
        if (_isName)
        {
            _name = value.ToArray();
            return;
        }

        _labels.Write("=\""u8);
        for (var at = value.IndexOfAny((byte)'\\', (byte)'"', (byte)'\n'); at >= 0; at = value.IndexOfAny((byte)'\\', (byte)'"', (byte)'\n'))
        {
            _labels.Write(value[..at]);
            _labels.Write(value[at] switch { (byte)'\n' => "\\n"u8, (byte)'"' => "\\\""u8, _ => "\\\\"u8 });
            value = value[(at + 1)..];
        }

        _labels.Write(value);
        _labels.Write("\""u8);
    }

    public void SetSample(ref Utf8JsonReader reader) => _sample = Copy(ref reader).ToArray();

    /// <summary>Nothing where a name or a value was not told, as of a native histogram.</summary>
    public void WriteTo(IBufferWriter<byte> lines)
    {
        if (_name.Length == 0 || _sample.Length == 0)
        {
            return;
        }

        lines.Write(_name);
        lines.Write("{"u8);
        lines.Write(_labels.WrittenSpan);
        lines.Write("} "u8);
        lines.Write(_sample);
        lines.Write("\n"u8);
    }

    // Newer servers know names that text has not; such a label is only there to tell series apart.
    private void Write(ReadOnlySpan<byte> name)
    {
        var written = _labels.GetSpan(name.Length + 1);
        var length = 0;
        if (name.IsEmpty || char.IsAsciiDigit((char)name[0]))
        {
            written[length++] = (byte)'_';
        }

        foreach (var letter in name)
        {
            written[length++] = char.IsAsciiLetterOrDigit((char)letter) ? letter : (byte)'_';
        }

        _labels.Advance(length);
    }

    private ReadOnlySpan<byte> Copy(ref Utf8JsonReader reader)
    {
        var longest = reader.HasValueSequence ? (int)reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (_text.Length < longest)
        {
            _text = new byte[longest * 2];
        }

        return _text.AsSpan(0, reader.TokenType == JsonTokenType.Number ? CopyNumber(ref reader) : reader.CopyString(_text));
    }

    private int CopyNumber(ref Utf8JsonReader reader)
    {
        reader.ValueSpan.CopyTo(_text);
        return reader.ValueSpan.Length;
    }
}
