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

    public const int HeaderBytes = 8;
    public const int PrefixBytes = 8;
    private const int HeadBytes = 10;

    private static ReadOnlySpan<byte> Magic => "MLES"u8;

    public static void WriteHeader(Span<byte> header)
    {
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], Version);
    }

    public static void WriteEnd(Span<byte> end, int records)
    {
        BinaryPrimitives.WriteInt32LittleEndian(end, 0);
        BinaryPrimitives.WriteInt32LittleEndian(end[4..], records);
    }

    public static byte[] RecordOf(string edgeId, StoredState state)
    {
        var id = Encoding.UTF8.GetBytes(edgeId);
        var record = new byte[PrefixBytes + HeadBytes + id.Length + state.Bytes.Length];
        var body = record.AsSpan(PrefixBytes);
        BinaryPrimitives.WriteInt64LittleEndian(body, state.SavedAt.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteUInt16LittleEndian(body[8..], (ushort)id.Length);
        id.CopyTo(body[HeadBytes..]);
        state.Bytes.Span.CopyTo(body[(HeadBytes + id.Length)..]);

        BinaryPrimitives.WriteInt32LittleEndian(record, body.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(4), Crc32C.Of(body));
        return record;
    }

    /// <summary>Finds the records of a file, each checked.</summary>
    public static ShardContent Index(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderBytes || !file[..4].SequenceEqual(Magic))
        {
            return new([], "it is not a MeshLens state file");
        }

        var version = BinaryPrimitives.ReadUInt32LittleEndian(file[4..]);
        return version == Version
            ? IndexRecords(file)
            : new([], $"its format is version {version} and this MeshLens reads version {Version}");
    }

    /// <summary>The state in a record as <see cref="RecordOf"/> writes it; null when it is damaged or another edge's.</summary>
    public static StoredState? StateOf(ReadOnlySpan<byte> record, string edgeId)
    {
        if (BodyOf(record) is not { IsEmpty: false } body || Head(body) is not { } head || head.EdgeId != edgeId)
        {
            return null;
        }

        return new(head.SavedAt, body[head.Length..].ToArray());
    }

    private static ShardContent IndexRecords(ReadOnlySpan<byte> file)
    {
        List<ShardRecord> records = [];
        var offset = HeaderBytes;
        while (file.Length - offset >= PrefixBytes)
        {
            var rest = file[offset..];
            if (BinaryPrimitives.ReadInt32LittleEndian(rest) == 0)
            {
                var complete = BinaryPrimitives.ReadInt32LittleEndian(rest[4..]) == records.Count;
                return new(records, complete ? null : "records are missing from it");
            }

            var body = BodyOf(rest);
            if (body.IsEmpty || Head(body) is not { } head)
            {
                break;
            }

            var length = PrefixBytes + body.Length;
            records.Add(new(head.EdgeId, head.SavedAt, offset, length));
            offset += length;
        }

        return new(records, "it is torn or damaged");
    }

    // Empty when the record is torn or its checksum is wrong.
    private static ReadOnlySpan<byte> BodyOf(ReadOnlySpan<byte> record)
    {
        if (record.Length < PrefixBytes)
        {
            return default;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(record);
        var checksum = BinaryPrimitives.ReadUInt32LittleEndian(record[4..]);
        var rest = record[PrefixBytes..];
        return length is >= HeadBytes and <= MaxRecordBytes && length <= rest.Length && Crc32C.Of(rest[..length]) == checksum
            ? rest[..length]
            : default;
    }

    private static (string EdgeId, DateTimeOffset SavedAt, int Length)? Head(ReadOnlySpan<byte> body)
    {
        var savedMs = BinaryPrimitives.ReadInt64LittleEndian(body);
        var idLength = BinaryPrimitives.ReadUInt16LittleEndian(body[8..]);
        if (idLength > body.Length - HeadBytes || savedMs < 0 || savedMs > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return null;
        }

        var id = Encoding.UTF8.GetString(body.Slice(HeadBytes, idLength));
        return (id, DateTimeOffset.FromUnixTimeMilliseconds(savedMs), HeadBytes + idLength);
    }
}
