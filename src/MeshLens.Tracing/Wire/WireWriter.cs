using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace MeshLens.Tracing.Wire;

/// <summary>Writes protobuf: numbers, texts and OpenTelemetry's attributes.</summary>
internal static class WireWriter
{
    /// <summary>The wire types, as a tag carries them.</summary>
    public const int Varint = 0;
    public const int Fixed64 = 1;
    public const int Delimited = 2;

    private const int KeyField = 1;
    private const int ValueField = 2;
    private const int TextField = 1;
    private const int IntegerField = 3;
    private const int RealField = 4;

    // Of the fields above.
    private const int TagLength = 1;
    private const int BitsPerByte = 7;

    /// <param name="to">Gets the bytes.</param>
    /// <param name="value">The number.</param>
    /// <param name="least">Bytes that it takes at least, up to ten.</param>
    public static void Number(IBufferWriter<byte> to, ulong value, int least = 1)
    {
        var room = to.GetSpan(10);
        var length = 0;
        for (; value >= 0x80 || length + 1 < least; value >>= 7)
        {
            room[length++] = (byte)(value | 0x80);
        }

        room[length++] = (byte)value;
        to.Advance(length);
    }

    public static void Tag(IBufferWriter<byte> to, int field, int type) => Number(to, ((uint)field << 3) | (uint)type);

    public static void Fixed(IBufferWriter<byte> to, int field, ulong value)
    {
        Tag(to, field, Fixed64);
        Fixed(to, value);
    }

    /// <summary>Eight bytes without a tag.</summary>
    public static void Fixed(IBufferWriter<byte> to, ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(to.GetSpan(sizeof(ulong)), value);
        to.Advance(sizeof(ulong));
    }

    public static void Bytes(IBufferWriter<byte> to, int field, ReadOnlySpan<byte> bytes)
    {
        Tag(to, field, Delimited);
        Number(to, (ulong)bytes.Length);
        to.Write(bytes);
    }

    /// <summary>One attribute as a field of whatever has attributes. Lengths are known before what they are of is written, so nothing is copied.</summary>
    public static void Attribute(IBufferWriter<byte> to, int field, string name, in AttributeValue value)
    {
        var nameLength = Encoding.UTF8.GetByteCount(name);
        var textLength = Encoding.UTF8.GetByteCount(value.Text);
        var valueLength = TagLength + value.Kind switch
        {
            AttributeKind.Text => LengthOf(textLength),
            AttributeKind.Integer => NumberLength((ulong)value.Integer),
            _ => sizeof(ulong),
        };
        Tag(to, field, Delimited);
        Number(to, (ulong)(TagLength + LengthOf(nameLength) + TagLength + LengthOf(valueLength)));
        Text(to, KeyField, name, nameLength);
        Tag(to, ValueField, Delimited);
        Number(to, (ulong)valueLength);
        switch (value.Kind)
        {
            case AttributeKind.Text:
                Text(to, TextField, value.Text, textLength);
                break;
            case AttributeKind.Integer:
                Tag(to, IntegerField, Varint);
                Number(to, (ulong)value.Integer);
                break;
            default:
                Fixed(to, RealField, BitConverter.DoubleToUInt64Bits(value.Real));
                break;
        }
    }

    private static void Text(IBufferWriter<byte> to, int field, string text, int length)
    {
        Tag(to, field, Delimited);
        Number(to, (ulong)length);
        to.Advance(Encoding.UTF8.GetBytes(text, to.GetSpan(length)));
    }

    private static int NumberLength(ulong value) => (BitOperations.Log2(value | 1) / BitsPerByte) + 1;

    // With the number that says how long it is.
    private static int LengthOf(int length) => NumberLength((ulong)length) + length;
}
