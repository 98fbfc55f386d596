namespace MeshLens.Grains.Persistence;

/// <summary>Writes a shard's file from beginning to end and remembers where everything went.</summary>
internal sealed class ShardWriter
{
    private readonly Stream _file;
    private readonly List<ShardRecord> _records = [];
    private long _offset = ShardFile.HeaderBytes;

    public ShardWriter(Stream file)
    {
        _file = file;
        Span<byte> header = stackalloc byte[ShardFile.HeaderBytes];
        ShardFile.WriteHeader(header);
        file.Write(header);
    }

    public void Add(string edgeId, StoredState state) => Add(edgeId, state.SavedAt, ShardFile.RecordOf(edgeId, state));

    /// <summary>Takes a record over from another file as it is.</summary>
    public void Add(string edgeId, DateTimeOffset savedAt, ReadOnlySpan<byte> record)
    {
        _file.Write(record);
        _records.Add(new(edgeId, savedAt, _offset, record.Length));
        _offset += record.Length;
    }

    /// <summary>Writes the end and says where the records are.</summary>
    public IReadOnlyList<ShardRecord> Finish()
    {
        Span<byte> end = stackalloc byte[ShardFile.PrefixBytes];
        ShardFile.WriteEnd(end, _records.Count);
        _file.Write(end);
        return _records;
    }
}
