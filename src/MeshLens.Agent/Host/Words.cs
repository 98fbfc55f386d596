using System.Buffers.Text;

namespace MeshLens.Agent.Host;

/// <summary>Walks the words of a line, separated by any number of spaces or tabs, without copying it.</summary>
internal ref struct Words(ReadOnlySpan<byte> line)
{
    private ReadOnlySpan<byte> _rest = line;

    public bool Next(out ReadOnlySpan<byte> word)
    {
        _rest = _rest.TrimStart(" \t"u8);
        var end = _rest.IndexOfAny((byte)' ', (byte)'\t');
        word = end < 0 ? _rest : _rest[..end];
        _rest = _rest[word.Length..];
        return !word.IsEmpty;
    }

    public bool Skip(int count)
    {
        while (count-- > 0)
        {
            if (!Next(out _))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The next word as a decimal number; false when there is none or it is not one.</summary>
    public bool NextNumber(out ulong number)
    {
        number = 0;
        return Next(out var word) && Number(word, out number);
    }

    /// <summary>True when the whole word is a decimal number that fits.</summary>
    public static bool Number(ReadOnlySpan<byte> word, out ulong number) =>
        Utf8Parser.TryParse(word, out number, out var used) && used == word.Length;

    /// <summary>Takes what stands before the separator (or everything) off the text. False at its end.</summary>
    public static bool Cut(scoped ref ReadOnlySpan<byte> text, byte separator, out ReadOnlySpan<byte> part)
    {
        var end = text.IndexOf(separator);
        part = end < 0 ? text : text[..end];
        var more = !text.IsEmpty;
        text = end < 0 ? default : text[(end + 1)..];
        return more;
    }
}
