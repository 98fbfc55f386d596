namespace MeshLens.Agent.NodeProxy;

/// <summary>Bytes of which more is to come, up to a bound. What is longer is dropped as a whole and counted.</summary>
internal sealed class LineBuffer
{
    /// <summary>Lines of an access log have some hundred bytes.</summary>
    public const int Longest = 64 << 10;

    private byte[] _bytes = new byte[1024];
    private int _length;
    private bool _isTooLong;

    /// <summary>Lines that were dropped.</summary>
    public ulong Dropped { get; private set; }

    public bool IsEmpty => _length == 0 && !_isTooLong;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    public void Append(ReadOnlySpan<byte> part)
    {
        if (_isTooLong || _length + part.Length > Longest)
        {
            _isTooLong = true;
            return;
        }

        if (_length + part.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Min(Longest, Math.Max(2 * _bytes.Length, _length + part.Length)));
        }

        part.CopyTo(_bytes.AsSpan(_length));
        _length += part.Length;
    }

    /// <summary>The line is whole: false when it was too long and is dropped. Empties the buffer; the bytes stay until the next part.</summary>
    public bool TryTake(out ReadOnlySpan<byte> line)
    {
        line = Bytes;
        var isWhole = !_isTooLong;
        Dropped += isWhole ? 0UL : 1;
        (_length, _isTooLong) = (0, false);
        return isWhole;
    }

    /// <summary>What was gathered will never be whole.</summary>
    public void Drop()
    {
        Dropped += IsEmpty ? 0UL : 1;
        (_length, _isTooLong) = (0, false);
    }
}
