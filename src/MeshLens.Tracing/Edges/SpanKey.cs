using System.Buffers.Binary;

namespace MeshLens.Tracing.Edges;

/// <summary>All that decides which edge a span belongs to, as bytes in a row: spans with the same bytes belong to the same edge.</summary>
/// <remarks>Of one thread. The port of the calling end is left out: it is another one with every connection and names nobody.</remarks>
internal sealed class SpanKey
{
    private const int Most = 2048;
    private readonly byte[] _bytes = new byte[Most];
    private int _resourceLength;
    private int _length;

    /// <summary>Begins anew, with what the spans of one resource share.</summary>
    public void Begin(ReadOnlySpan<byte> request, in Facts resource)
    {
        _length = 1;
        for (var fact = Fact.ServiceName; fact <= Fact.Executable; fact++)
        {
            Add(request, resource, fact);
        }

        _resourceLength = _length;
    }

    /// <summary>The key of a span; empty when it is too long to be remembered.</summary>
    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> request, SpanKind kind, in Facts span)
    {
        _bytes[0] = (byte)kind;
        _length = _resourceLength;
        for (var fact = Fact.ServerAddress; fact <= Fact.OldSocketHostPort; fact++)
        {
            if (!IsCallersPort(kind, fact))
            {
                Add(request, span, fact);
            }
        }

        return _length > Most ? [] : _bytes.AsSpan(0, _length);
    }

    private static bool IsCallersPort(SpanKind kind, Fact fact) => kind == SpanKind.Client
        ? fact is Fact.LocalPort or Fact.OldHostPort or Fact.OldSocketHostPort or Fact.ClientPort
        : fact is Fact.PeerPort or Fact.OldPeerPort or Fact.OldSocketPeerPort or Fact.ClientPort;

    private void Add(ReadOnlySpan<byte> request, in Facts facts, Fact fact)
    {
        var place = facts[(int)fact];
        if (!place.IsThere)
        {
            return;
        }

        var length = place.Number != 0 ? sizeof(long) : place.Length;
        if (_length + 3 + length > Most)
        {
            _length = Most + 1;
            return;
        }

        _bytes[_length] = (byte)fact;
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(_length + 1), (ushort)length);
        var room = _bytes.AsSpan(_length + 3, length);
        if (place.Number != 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(room, place.Number);
        }
        else
        {
            place.Of(request).CopyTo(room);
        }

        _length += 3 + length;
    }
}
