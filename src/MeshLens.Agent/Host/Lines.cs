namespace MeshLens.Agent.Host;

/// <summary>Walks the lines of a text without copying it.</summary>
internal ref struct Lines(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> _rest = text;

    public bool Next(out ReadOnlySpan<byte> line) => Words.Cut(ref _rest, (byte)'\n', out line);
}
