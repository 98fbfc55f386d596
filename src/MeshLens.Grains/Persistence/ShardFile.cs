using System.Buffers.Binary;
using System.Text;

namespace MeshLens.Grains.Persistence;

/// <summary>The bytes of one shard on disk.</summary>
/// <remarks>
/// Little endian. <c>"MLES" version:u32</c>, then a record per edge:
/// <c>length:u32 crc32c:u32 savedAt:i64(unix ms) idLength:u16 id:utf8 state</c>, where length and checksum cover what
/// follows them, then <c>length 0</c> and the number of records. A reader keeps every record up to the first that is
/// torn or damaged, so half a file is half the memory and never a crash.
/// </remarks>
internal static class ShardFile
{
    public const int Version = 1;

    /// <summary>Larger records are refused: no edge's memory comes near.</summary>
    public const int MaxRecordBytes = 256 * 1024;

    private const int HeaderBytes = 8;
    private const int RecordPrefixBytes = 8;
    private const int RecordHeadBytes = 10;

    private static ReadOnlySpan<byte> Magic => "MLES"u8;

    public static void Write(Stream stream, IReadOnlyCollection<KeyValuePair<string, StoredState>> states)
    {
        Span<byte> head = stackalloc byte[HeaderBytes];
        Magic.CopyTo(head);
        BinaryPrimitives.WriteUInt32LittleEndian(head[4..], Version);
        stream.Write(head);

        foreach (var (id, state) in states)
        {
            WriteRecord(stream, id, state);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(head, 0);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], states.Count);
        stream.Write(head);
    }

    public static ShardContent Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderBytes || !file[..4].SequenceEqual(Magic))
        {
            return new([], "it is not a MeshLens state file");
        }

        var version = BinaryPrimitives.ReadUInt32LittleEndian(file[4..]);
        return version == Version
            ? ReadRecords(file[HeaderBytes..])
            : new([], $"its format is version {version} and this MeshLens reads version {Version}");
    }

    private static void WriteRecord(Stream stream, string id, StoredState state)
    {
        var idBytes = Encoding.UTF8.GetBytes(id);
        var record = new byte[RecordPrefixBytes + RecordHeadBytes + idBytes.Length + state.Bytes.Length];
        var body = record.AsSpan(RecordPrefixBytes);
        BinaryPrimitives.WriteInt64LittleEndian(body, state.SavedAt.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteUInt16LittleEndian(body[8..], (ushort)idBytes.Length);
        idBytes.CopyTo(body[RecordHeadBytes..]);
        state.Bytes.Span.CopyTo(body[(RecordHeadBytes + idBytes.Length)..]);

        BinaryPrimitives.WriteInt32LittleEndian(record, body.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(4), Crc32C.Of(body));
        stream.Write(record);
    }

    private static ShardContent ReadRecords(ReadOnlySpan<byte> rest)
    {
        List<KeyValuePair<string, StoredState>> states = [];
        while (rest.Length >= RecordPrefixBytes)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(rest);
            var checksum = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            rest = rest[RecordPrefixBytes..];
            if (length == 0)
            {
                return new(states, checksum == states.Count ? null : "records are missing from it");
            }

            if (length is < RecordHeadBytes or > MaxRecordBytes || length > rest.Length || Crc32C.Of(rest[..length]) != checksum)
            {
                break;
            }

            if (ReadRecord(rest[..length]) is not { } state)
            {
                break;
            }

            states.Add(state);
            rest = rest[length..];
        }

        return new(states, "it is torn or damaged");
    }

    private static KeyValuePair<string, StoredState>? ReadRecord(ReadOnlySpan<byte> body)
    {
        var savedMs = BinaryPrimitives.ReadInt64LittleEndian(body);
        var idLength = BinaryPrimitives.ReadUInt16LittleEndian(body[8..]);
        if (idLength > body.Length - RecordHeadBytes || savedMs < 0 || savedMs > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return null;
        }

        var id = Encoding.UTF8.GetString(body.Slice(RecordHeadBytes, idLength));
        var state = body[(RecordHeadBytes + idLength)..].ToArray();
        return new(id, new(DateTimeOffset.FromUnixTimeMilliseconds(savedMs), state));
    }
}
