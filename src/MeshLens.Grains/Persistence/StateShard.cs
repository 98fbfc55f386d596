using MeshLens.Files;

namespace MeshLens.Grains.Persistence;

/// <summary>The states whose edges hash to one file. Safe for concurrent use by readers and writers and one flusher.</summary>
/// <remarks>
/// States wait in memory until they are written; of those in the file only their place is kept. A flush writes a new file
/// beside the old one, taking over what did not change, and renames it.
/// </remarks>
internal sealed class StateShard(string path, int capacity)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, StoredState> _waiting = new(StringComparer.Ordinal);
    private Dictionary<string, ShardRecord> _written = new(StringComparer.Ordinal);

    // Of those that wait, how many are not in the file at all.
    private int _newcomers;

    public string Path => path;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _written.Count + _newcomers;
            }
        }
    }

    /// <exception cref="IOException">The file cannot be read.</exception>
    public StoredState? Find(string edgeId)
    {
        lock (_lock)
        {
            return _waiting.TryGetValue(edgeId, out var waiting) ? waiting
                : _written.TryGetValue(edgeId, out var record) ? Read(record)
                : null;
        }
    }

    /// <summary>False when the shard is full and its oldest state had to give way.</summary>
    public bool Put(string edgeId, StoredState state)
    {
        lock (_lock)
        {
            var room = true;
            if (!_waiting.ContainsKey(edgeId) && !_written.ContainsKey(edgeId))
            {
                room = _written.Count + _newcomers < capacity;
                if (!room)
                {
                    DropOldest();
                }

                _newcomers++;
            }

            _waiting[edgeId] = state;
            return room;
        }
    }

    /// <summary>Takes over what an earlier process wrote.</summary>
    public void Fill(IEnumerable<ShardRecord> records)
    {
        lock (_lock)
        {
            _written = records.OrderByDescending(record => record.SavedAt).Take(capacity)
                .ToDictionary(record => record.EdgeId, StringComparer.Ordinal);
        }
    }

    /// <summary>Writes what waits, if anything does. That lasts once the directory's entries are flushed, too.</summary>
    /// <exception cref="IOException">It still waits.</exception>
    /// <exception cref="UnauthorizedAccessException">It still waits.</exception>
    public void Flush(DateTimeOffset forgetBefore)
    {
        KeyValuePair<string, StoredState>[] waiting;
        ShardRecord[] unchanged;
        lock (_lock)
        {
            waiting = [.. _waiting];
            unchanged = [.. _written.Values
                .Where(record => !_waiting.ContainsKey(record.EdgeId) && record.SavedAt >= forgetBefore)
                .OrderBy(record => record.Offset)];
        }

        if (waiting.Length > 0)
        {
            using var replacement = new Replacement(path);
            var records = Write(replacement.Content, waiting, unchanged);
            replacement.Complete();
            Replace(replacement, records, waiting);
        }
    }

    private IReadOnlyList<ShardRecord> Write(Stream file, KeyValuePair<string, StoredState>[] waiting, ShardRecord[] unchanged)
    {
        var writer = new ShardWriter(file);
        if (unchanged.Length > 0)
        {
            // Only a flush replaces the file, and there is one at a time.
            using var old = File.OpenHandle(path);
            foreach (var record in unchanged)
            {
                var bytes = new byte[record.Length];
                if (RandomAccess.Read(old, bytes, record.Offset) == record.Length)
                {
                    writer.Add(record.EdgeId, record.SavedAt, bytes);
                }
            }
        }

        foreach (var (edgeId, state) in waiting)
        {
            writer.Add(edgeId, state);
        }

        return writer.Finish();
    }

    private void Replace(Replacement replacement, IReadOnlyList<ShardRecord> records, KeyValuePair<string, StoredState>[] written)
    {
        lock (_lock)
        {
            replacement.Replace();
            _written = records.ToDictionary(record => record.EdgeId, StringComparer.Ordinal);
            foreach (var (edgeId, state) in written)
            {
                if (_waiting.TryGetValue(edgeId, out var latest) && latest == state)
                {
                    _waiting.Remove(edgeId);
                }
            }

            _newcomers = _waiting.Keys.Count(edgeId => !_written.ContainsKey(edgeId));
        }
    }

    private StoredState? Read(ShardRecord record)
    {
        using var file = File.OpenHandle(path);
        var bytes = new byte[record.Length];
        return RandomAccess.Read(file, bytes, record.Offset) == record.Length ? ShardFile.StateOf(bytes, record.EdgeId) : null;
    }

    private void DropOldest()
    {
        if (_written.Count > 0)
        {
            var oldest = _written.MinBy(pair => pair.Value.SavedAt).Key;
            _written.Remove(oldest);
            _newcomers += _waiting.ContainsKey(oldest) ? 1 : 0;
        }
        else
        {
            _waiting.Remove(_waiting.MinBy(pair => pair.Value.SavedAt).Key);
            _newcomers--;
        }
    }
}
