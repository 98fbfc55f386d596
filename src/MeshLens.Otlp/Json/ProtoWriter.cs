using System.Buffers.Binary;

namespace MeshLens.Otlp.Json;

/// <summary>Writes protobuf into a buffer of fixed size. The length of a message is written when it ends, in a place of four bytes.</summary>
internal ref struct ProtoWriter(Span<byte> buffer)
{
    /// <summary>A length takes this many bytes, whatever it is: a reader takes a padded varint like any other.</summary>
    public const int LengthBytes = 4;

    private const int Varint = 0;
    private const int Eight = 1;
    private const int Delimited = 2;
    private const int Four = 5;

    private readonly Span<byte> _buffer = buffer;

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    public void Integer(int field, ulong value)
    {
        Tag(field, Varint);
        Number(value);
    }

    public void Fixed64(int field, ulong value)
    {
        Tag(field, Eight);
        BinaryPrimitives.WriteUInt64LittleEndian(_buffer[Length..], value);
        Length += sizeof(ulong);
    }

    public void Fixed32(int field, uint value)
    {
        Tag(field, Four);
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer[Length..], value);
        Length += sizeof(uint);
    }

    /// <summary>Begins a message or bytes; what is written until <see cref="End"/> is inside.</summary>
    public int Begin(int field)
    {
        Tag(field, Delimited);
        Length += LengthBytes;
        return Length;
    }

    /// <summary>Where to write bytes of which no more than this come; <see cref="Advance"/> must follow.</summary>
    public readonly Span<byte> Room(int atMost) => _buffer.Slice(Length, atMost);

    public void Advance(int written) => Length += written;

    public readonly void End(int begun)
    {
        var length = Length - begun;
        var place = _buffer.Slice(begun - LengthBytes, LengthBytes);
        for (var each = 0; each < LengthBytes; each++)
        {
            place[each] = (byte)((length & 0x7F) | (each < LengthBytes - 1 ? 0x80 : 0));
            length >>= 7;
        }
    }

    private void Tag(int field, int type) => Number(((uint)field << 3) | (uint)type);

    private void Number(ulong value)
    {
        while (value >= 0x80)
        {
            _buffer[Length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _buffer[Length++] = (byte)value;
    }
}
