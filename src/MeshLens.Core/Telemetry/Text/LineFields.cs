namespace MeshLens.Core.Telemetry.Text;

/// <summary>The fields of a line: separated by blanks, with those in quotes or brackets kept whole.</summary>
internal ref struct LineFields(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text.Trim();

    public ReadOnlySpan<char> Current { get; private set; }

    /// <summary>Whether the current field was in quotes or brackets.</summary>
    public bool IsQuoted { get; private set; }

    public readonly bool IsDone => _rest.IsEmpty;

    public bool Next()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var end = EndOf(_rest[0]);
        IsQuoted = end >= 0;
        var length = end >= 0 ? end + 1 : LengthToBlank();
        Current = IsQuoted ? _rest[1..end] : _rest[..length];
        _rest = _rest[length..].TrimStart();
        return true;
    }

    private readonly int LengthToBlank()
    {
        var blank = _rest.IndexOfAny(' ', '\t');
        return blank < 0 ? _rest.Length : blank;
    }

    // Of a quoted field; -1 when it is not quoted, or never ends.
    private readonly int EndOf(char open)
    {
        if (open is not ('"' or '['))
        {
            return -1;
        }

        var close = open == '"' ? '"' : ']';
        for (var i = 1; i < _rest.Length; i++)
        {
            if (_rest[i] == '\\')
            {
                i++;
            }
            else if (_rest[i] == close)
            {
                return i;
            }
        }

        return -1;
    }
}
