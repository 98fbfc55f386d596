using System.Buffers.Binary;

namespace MeshLens.Ingest.AccessLogs.Wire;

/// <summary>Walks over one protobuf message without building it: the fields that nobody asks for cost a jump each.</summary>
/// <remarks>Bytes that are no message end the walk: <see cref="IsBroken"/> says so, and nothing is thrown.</remarks>
internal ref struct WireReader(ReadOnlySpan<byte> message)
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Delimited = 2;
    private const int Fixed32 = 5;

    private ReadOnlySpan<byte> _rest = message;

    /// <summary>The field that was reached.</summary>
    public int Field { get; private set; }

    /// <summary>Its value, when it is a number.</summary>
    public ulong Number { get; private set; }

    /// <summary>Its value, when it is text, bytes or a message.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>These bytes are no message.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The number as protobuf writes a signed one.</summary>
    public readonly long Signed => (long)Number;

    /// <summary>Whether the current field is a number.</summary>
    public bool IsNumber { get; private set; }

    /// <summary>Steps to the next field; false at the end.</summary>
    public bool Next()
    {
        if (_rest.IsEmpty || IsBroken || !TryRead(out var tag) || tag >> 3 is 0 or > int.MaxValue)
        {
            IsBroken |= !_rest.IsEmpty;
            return false;
        }

        Field = (int)(tag >> 3);
        Bytes = default;
        IsNumber = (tag & 7) != Delimited;
        IsBroken = !ReadValue((int)(tag & 7));
        return !IsBroken;
    }

    private bool ReadValue(int type)
    {
        switch (type)
        {
            case Varint:
                var isRead = TryRead(out var number);
                Number = number;
                return isRead;
            case Delimited:
                return TryRead(out var length) && length <= (ulong)_rest.Length && Take((int)length);
            case Fixed64 when _rest.Length >= sizeof(ulong):
                Number = BinaryPrimitives.ReadUInt64LittleEndian(_rest);
                return Take(sizeof(ulong));
            case Fixed32 when _rest.Length >= sizeof(uint):
                Number = BinaryPrimitives.ReadUInt32LittleEndian(_rest);
                return Take(sizeof(uint));
            default:
                return false;
        }
    }

    private bool Take(int length)
    {
        Bytes = _rest[..length];
        _rest = _rest[length..];
        return true;
    }

    private bool TryRead(out ulong value)
    {
        value = 0;
        for (var index = 0; index < _rest.Length && index < 10; index++)
        {
            var part = _rest[index];
            value |= (ulong)(part & 0x7F) << (7 * index);
            if (part < 0x80)
            {
                _rest = _rest[(index + 1)..];
                return true;
            }
        }

        IsBroken = true;
        return false;
    }
}
