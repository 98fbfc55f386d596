namespace MeshLens.Grains.Persistence;

/// <summary>The states whose edges hash to one file. Safe for concurrent use.</summary>
internal sealed class StateShard(string path, int capacity)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, StoredState> _states = new(StringComparer.Ordinal);
    private bool _dirty;

    public string Path => path;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _states.Count;
            }
        }
    }

    public StoredState? Find(string edgeId)
    {
        lock (_lock)
        {
            return _states.GetValueOrDefault(edgeId);
        }
    }

    /// <summary>False when the shard is full and its oldest state had to give way.</summary>
    public bool Put(string edgeId, StoredState state)
    {
        lock (_lock)
        {
            var room = _states.Count < capacity || _states.ContainsKey(edgeId);
            if (!room)
            {
                _states.Remove(_states.MinBy(pair => pair.Value.SavedAt).Key);
            }

            _states[edgeId] = state;
            _dirty = true;
            return room;
        }
    }

    public void Fill(IEnumerable<KeyValuePair<string, StoredState>> states)
    {
        lock (_lock)
        {
            foreach (var (id, state) in states.OrderByDescending(pair => pair.Value.SavedAt).Take(capacity))
            {
                _states[id] = state;
            }
        }
    }

    /// <summary>What to write now, or null when nothing changed since the last time.</summary>
    public IReadOnlyCollection<KeyValuePair<string, StoredState>>? TakeChanges(DateTimeOffset forgetBefore)
    {
        lock (_lock)
        {
            if (!_dirty)
            {
                return null;
            }

            foreach (var (id, state) in _states)
            {
                if (state.SavedAt < forgetBefore)
                {
                    _states.Remove(id);
                }
            }

            _dirty = false;
            return [.. _states];
        }
    }

    /// <summary>Takes back <see cref="TakeChanges"/> after a write that failed.</summary>
    public void KeepDirty()
    {
        lock (_lock)
        {
            _dirty = true;
        }
    }
}
