using System.Buffers;

namespace MeshLens.Tracing.Wire;

/// <summary>What is to be put into a request, and where, in the order of the places. What it writes stays the sender's, byte for byte, besides.</summary>
/// <remarks>Used again for every request of a thread, unless it has become large.</remarks>
internal sealed class Edits
{
    // What is put in beside what is known of an edge: of the connection, names of lists, and lengths that take more bytes.
    private const int Besides = 512;
    private const int Large = 1 << 20;

    private readonly ArrayBufferWriter<byte> _written = new(64 << 10);
    private Edit[] _edits = new Edit[1024];
    private int _count;
    private int _most;

    /// <summary>How many bytes longer the request becomes.</summary>
    public int Growth { get; private set; }

    /// <summary>No more is put in: it would become too long.</summary>
    public bool IsFull { get; private set; }

    /// <summary>It holds more memory than a thread should keep.</summary>
    public bool IsLarge => _written.Capacity > Large || _edits.Length > Large / Edit.Bytes;

    /// <summary>Where the bytes of the next edit are written.</summary>
    public ArrayBufferWriter<byte> Bytes => _written;

    /// <summary>Begins anew.</summary>
    /// <param name="most">How many bytes longer the request may become.</param>
    public void Begin(int most)
    {
        _written.ResetWrittenCount();
        (_count, _most, Growth, IsFull) = (0, most, 0, false);
    }

    /// <summary>Whether so many bytes of an edge may be put in; once they may not, nothing may any more.</summary>
    public bool Fits(int bytes)
    {
        IsFull |= Growth + bytes + Besides > _most;
        return !IsFull;
    }

    /// <summary>Keeps a place for an edit that becomes known after those behind it.</summary>
    public int Reserve()
    {
        if (_count == _edits.Length)
        {
            Array.Resize(ref _edits, 2 * _count);
        }

        _edits[_count] = default;
        return _count++;
    }

    /// <summary>Gives a place back if nothing came of it and nothing follows; else it stays empty.</summary>
    public void Cancel(int place)
    {
        if (place == _count - 1)
        {
            _count--;
        }
    }

    /// <summary>Puts what was written since <paramref name="from"/> in the place of some bytes of the request.</summary>
    /// <returns>How many bytes longer the request becomes by it.</returns>
    public int Set(int place, int at, int removed, int from)
    {
        var written = _written.WrittenCount - from;
        _edits[place] = new(at, removed, from, written);
        Growth += written - removed;
        return written - removed;
    }

    /// <summary>Sets a length anew, in as many bytes as before if that is enough: some SDKs write lengths in four, whatever they are.</summary>
    /// <returns>How many bytes longer the request becomes, with what grew it.</returns>
    public int SetLength(int place, int at, int contentFrom, int contentTo, int growth)
    {
        if (growth == 0)
        {
            Cancel(place);
            return 0;
        }

        var from = _written.WrittenCount;
        WireWriter.Number(_written, (ulong)(contentTo - contentFrom + growth), contentFrom - at);
        return growth + Set(place, at, contentFrom - at, from);
    }

    /// <summary>Puts edits in order that were made out of it.</summary>
    public void Order() => Array.Sort(_edits, 0, _count, Edit.ByPlace);

    /// <summary>Writes the request with the edits; <paramref name="target"/> has room for <see cref="Growth"/> more bytes.</summary>
    public void Apply(ReadOnlySpan<byte> request, Span<byte> target)
    {
        var (read, wrote) = (0, 0);
        var written = _written.WrittenSpan;
        foreach (ref readonly var edit in _edits.AsSpan(0, _count))
        {
            if (edit.Count == 0)
            {
                continue;
            }

            request[read..edit.At].CopyTo(target[wrote..]);
            wrote += edit.At - read;
            written.Slice(edit.From, edit.Count).CopyTo(target[wrote..]);
            wrote += edit.Count;
            read = edit.At + edit.Removed;
        }

        request[read..].CopyTo(target[wrote..]);
    }
}
