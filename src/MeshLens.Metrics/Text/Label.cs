using System.Text;

namespace MeshLens.Metrics.Text;

/// <summary>A label as it stands in the text; valid as long as the text.</summary>
public readonly ref struct Label
{
    private readonly bool _hasEscapes;

    internal Label(ReadOnlySpan<byte> name, ReadOnlySpan<byte> written, bool hasEscapes)
    {
        Name = name;
        Written = written;
        _hasEscapes = hasEscapes;
    }

    public ReadOnlySpan<byte> Name { get; }

    /// <summary>The value between its quotes, escapes and all.</summary>
    public ReadOnlySpan<byte> Written { get; }

    /// <summary>The value. Allocates only for the text, and where there are escapes.</summary>
    public string Value() => Encoding.UTF8.GetString(_hasEscapes ? Escapes.Resolve(Written) : Written);

    /// <summary>The value without its escapes: the text itself where there are none.</summary>
    public ReadOnlySpan<byte> Bytes() => _hasEscapes ? Escapes.Resolve(Written) : Written;
}
