using System.Buffers.Binary;

namespace MeshLens.Tracing.Wire;

/// <summary>Steps over the fields of one protobuf message and tells where in the request each of them is.</summary>
/// <remarks>Bytes that are no message end the walk: <see cref="BrokenAt"/> says where, and nothing is thrown.</remarks>
internal ref struct WireCursor(ReadOnlySpan<byte> request, int from, int to)
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Delimited = 2;
    private const int GroupBegins = 3;
    private const int GroupEnds = 4;
    private const int Fixed32 = 5;
    private const int DeepestGroup = 64;

    private readonly ReadOnlySpan<byte> _request = request;
    private readonly int _to = to;
    private int _at = from;

    /// <summary>The field that was reached.</summary>
    public int Field { get; private set; }

    /// <summary>Its value, when it is a number.</summary>
    public ulong Number { get; private set; }

    /// <summary>Whether it has a length, as text, bytes and messages have.</summary>
    public bool IsDelimited { get; private set; }

    /// <summary>Where its length is written.</summary>
    public int LengthFrom { get; private set; }

    /// <summary>Where its value begins and ends.</summary>
    public int From { get; private set; }
    public int To { get; private set; }

    /// <summary>Where these bytes stop being a message; -1 while they are one.</summary>
    public int BrokenAt { get; private set; } = -1;

    /// <summary>Steps to the next field; false at the end, and where it is broken.</summary>
    public bool Next()
    {
        if (_at >= _to)
        {
            return false;
        }

        var tagAt = _at;
        if (!TryReadNumber(out var tag) || tag >> 3 is 0 or > (1 << 29) - 1)
        {
            return Break(tagAt);
        }

        Field = (int)(tag >> 3);
        return ReadValue((int)(tag & 7), depth: 0) || Break(tagAt);
    }

    private bool ReadValue(int type, int depth)
    {
        IsDelimited = type == Delimited;
        (LengthFrom, From) = (_at, _at);
        switch (type)
        {
            case Varint:
                var isRead = TryReadNumber(out var number);
                (Number, To) = (number, _at);
                return isRead;
            case Delimited:
                if (!TryReadNumber(out var length) || length > (ulong)(_to - _at))
                {
                    return false;
                }

                From = _at;
                To = _at += (int)length;
                return true;
            case Fixed64 when _to - _at >= sizeof(ulong):
                Number = BinaryPrimitives.ReadUInt64LittleEndian(_request[_at..]);
                To = _at += sizeof(ulong);
                return true;
            case Fixed32 when _to - _at >= sizeof(uint):
                Number = BinaryPrimitives.ReadUInt32LittleEndian(_request[_at..]);
                To = _at += sizeof(uint);
                return true;
            case GroupBegins:
                return SkipGroup(Field, depth);
            default:
                return false;
        }
    }

    // Nobody writes groups any more, but a field that is not known may be one.
    private bool SkipGroup(int group, int depth)
    {
        var from = _at;
        while (depth < DeepestGroup && TryReadNumber(out var tag) && tag >> 3 is not (0 or > (1 << 29) - 1))
        {
            if ((tag & 7) == GroupEnds)
            {
                (IsDelimited, From, To) = (false, from, _at);
                return (int)(tag >> 3) == group;
            }

            if (!((tag & 7) == GroupBegins ? SkipGroup((int)(tag >> 3), depth + 1) : ReadValue((int)(tag & 7), depth)))
            {
                return false;
            }
        }

        return false;
    }

    private bool Break(int at)
    {
        BrokenAt = at;
        _at = _to;
        return false;
    }

    private bool TryReadNumber(out ulong value)
    {
        if (_at < _to && _request[_at] < 0x80)
        {
            value = _request[_at++];
            return true;
        }

        return TryReadLong(out value);
    }

    private bool TryReadLong(out ulong value)
    {
        value = 0;
        for (var shift = 0; shift < 70 && _at < _to; shift += 7)
        {
            var part = _request[_at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
