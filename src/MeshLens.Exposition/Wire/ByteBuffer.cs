using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace MeshLens.Exposition.Wire;

/// <summary>Bytes that are written faster than they are sent, with what protobuf needs. Rented storage, returned when disposed.</summary>
internal sealed class ByteBuffer(int capacity) : IDisposable
{
    private const int VarintLength = 10;
    private const int NumberLength = 32;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity);
    private int _length;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public int Length => _length;

    public void Clear() => _length = 0;

    /// <summary>Takes back what was written behind a length that <see cref="Length"/> had.</summary>
    public void Truncate(int length) => _length = length;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, _length) = ([], 0);
    }

    public void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _length += bytes.Length;
    }

    public void Raw(byte value)
    {
        Room(1)[0] = value;
        _length++;
    }

    public void Text(string text) => _length += Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length)));

    public void Number(ulong value)
    {
        value.TryFormat(Room(NumberLength), out var written, default, CultureInfo.InvariantCulture);
        _length += written;
    }

    /// <summary>The shortest text that is read back as the same number; <c>NaN</c>, <c>+Inf</c> and <c>-Inf</c> as Prometheus writes them.</summary>
    public void Number(double value)
    {
        if (double.IsFinite(value))
        {
            value.TryFormat(Room(NumberLength), out var written, default, CultureInfo.InvariantCulture);
            _length += written;
        }
        else
        {
            Raw(double.IsNaN(value) ? "NaN"u8 : value > 0 ? "+Inf"u8 : "-Inf"u8);
        }
    }

    public void Varint(ulong value)
    {
        var room = Room(VarintLength);
        var written = 0;
        while (value >= 0x80)
        {
            room[written++] = (byte)(value | 0x80);
            value >>= 7;
        }

        room[written++] = (byte)value;
        _length += written;
    }

    public void ZigZag(long value) => Varint((ulong)((value << 1) ^ (value >> 63)));

    public void Varint(int field, ulong value)
    {
        Varint((ulong)field << 3);
        Varint(value);
    }

    public void ZigZag(int field, long value)
    {
        Varint((ulong)field << 3);
        ZigZag(value);
    }

    public void Fixed(int field, ulong value)
    {
        Varint(((ulong)field << 3) | 1);
        BinaryPrimitives.WriteUInt64LittleEndian(Room(sizeof(ulong)), value);
        _length += sizeof(ulong);
    }

    public void Double(int field, double value) => Fixed(field, BitConverter.DoubleToUInt64Bits(value));

    public void String(int field, string text)
    {
        var mark = Open(field);
        Text(text);
        Close(mark);
    }

    /// <summary>Begins a field whose length is known only when its content is written.</summary>
    /// <returns>To be given to <see cref="Close"/>.</returns>
    public int Open(int field)
    {
        Varint(((ulong)field << 3) | 2);
        return Open();
    }

    /// <summary>Begins something with nothing but its length before it.</summary>
    public int Open()
    {
        Raw(0);
        return _length;
    }

    /// <summary>Ends it. Short ones are left where they are; longer ones move to make room for their length.</summary>
    public void Close(int mark)
    {
        var length = _length - mark;
        var more = VarintSize((ulong)length) - 1;
        if (more > 0)
        {
            Room(more);
            _bytes.AsSpan(mark, length).CopyTo(_bytes.AsSpan(mark + more));
        }

        _length = mark - 1;
        Varint((ulong)length);
        _length += length;
    }

    private static int VarintSize(ulong value) => value < 0x80 ? 1 : 1 + VarintSize(value >> 7);

    private Span<byte> Room(int length)
    {
        if (_bytes.Length - _length < length)
        {
            var grown = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + length));
            _bytes.AsSpan(0, _length).CopyTo(grown);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = grown;
        }

        return _bytes.AsSpan(_length);
    }
}
