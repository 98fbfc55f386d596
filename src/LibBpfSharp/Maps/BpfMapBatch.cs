using System.Runtime.CompilerServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>
/// Buffers that move many elements per system call, and are used again and again without allocating. Reading walks the map in portions:
/// <code>
/// batch.Restart();
/// while (batch.ReadNext()) { use(batch.Keys, batch.Values); }
/// </code>
/// A walk is not a snapshot: elements added or deleted meanwhile may or may not be seen. One walk sees each element that stays at most once
/// (the kernel hands out whole hash buckets). Not for several threads at once.
/// </summary>
public sealed unsafe class BpfMapBatch<TKey, TValue>
    where TKey : unmanaged
    where TValue : unmanaged
{
    private readonly BpfMap _map;
    private readonly byte[] _cursor;
    private readonly int _valuesPerKey;
    private TKey[] _keys = [];
    private TValue[] _values = [];
    private bool _started;
    private bool _ended;

    internal BpfMapBatch(BpfMap map, int capacity, int valuesPerKey)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _map = map;
        _valuesPerKey = valuesPerKey;

        // A hash map's cursor is a bucket number, an array's a key: the kernel never writes more than the larger of the two.
        _cursor = GC.AllocateArray<byte>(Math.Max(sizeof(uint), map.KeySize), pinned: true);
        Grow(capacity);
    }

    /// <summary>How many elements fit into one portion.</summary>
    public int Capacity => _keys.Length;

    /// <summary>How many elements the last portion has.</summary>
    public int Count { get; private set; }

    /// <summary>The keys of the last portion; valid until the next call.</summary>
    public ReadOnlySpan<TKey> Keys => _keys.AsSpan(0, Count);

    /// <summary>
    /// The values of the last portion, in the order of <see cref="Keys"/>; valid until the next call. Of a per-CPU map all CPUs' values of the
    /// first key, then those of the second.
    /// </summary>
    public ReadOnlySpan<TValue> Values => _values.AsSpan(0, Count * _valuesPerKey);

    /// <summary>Begins a new walk.</summary>
    public void Restart()
    {
        _started = false;
        _ended = false;
        Count = 0;
    }

    /// <summary>Reads the next portion.</summary>
    /// <returns>False when the walk is over and nothing was read.</returns>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public bool ReadNext() => Next(take: false);

    /// <summary>Reads and removes the next portion; every element is handed out exactly once.</summary>
    /// <returns>False when the walk is over and nothing was read.</returns>
    /// <exception cref="BpfException">The kernel refused; arrays cannot lose elements.</exception>
    public bool TakeNext() => Next(take: true);

    /// <summary>Writes many elements.</summary>
    /// <returns>How many were written before the first that could not be.</returns>
    /// <exception cref="ArgumentException">Keys and values do not go together in number.</exception>
    /// <exception cref="BpfException">Not a single one could be written.</exception>
    public int Update(ReadOnlySpan<TKey> keys, ReadOnlySpan<TValue> values, BpfUpdateMode mode = BpfUpdateMode.Any)
    {
        if (keys.Length * _valuesPerKey != values.Length)
        {
            throw new ArgumentException($"{keys.Length} keys do not go with {values.Length} values.");
        }

        using var lease = new Lease(_map.Owner);
        var options = Options(mode);
        var count = (uint)keys.Length;
        fixed (TKey* keysAt = keys)
        fixed (TValue* valuesAt = values)
        {
            return Done(ElementFunctions.UpdateBatch(_map.FileDescriptor, keysAt, valuesAt, &count, &options), keys.Length, count, "update");
        }
    }

    /// <summary>Removes many elements.</summary>
    /// <returns>How many were removed before the first that was not there.</returns>
    /// <exception cref="BpfException">Not a single one could be removed, for another reason than being absent.</exception>
    public int Delete(ReadOnlySpan<TKey> keys)
    {
        using var lease = new Lease(_map.Owner);
        var options = Options(BpfUpdateMode.Any);
        var count = (uint)keys.Length;
        fixed (TKey* keysAt = keys)
        {
            return Done(ElementFunctions.DeleteBatch(_map.FileDescriptor, keysAt, &count, &options), keys.Length, count, "delete from");
        }
    }

    private static BatchOptions Options(BpfUpdateMode mode) => new() { Size = (nuint)sizeof(BatchOptions), ElementFlags = (ulong)mode };

    private bool Next(bool take)
    {
        Count = 0;
        while (!_ended && Count == 0)
        {
            ReadPortion(take);
        }

        return Count > 0;
    }

    /// <summary>
    /// One system call. ENOENT means that this portion is the last. ENOSPC means that the next hash bucket alone is larger than the
    /// buffers: nothing was read, and the same call is repeated with twice the room.
    /// </summary>
    private void ReadPortion(bool take)
    {
        using var lease = new Lease(_map.Owner);
        var options = Options(BpfUpdateMode.Any);
        var count = (uint)Capacity;
        var result = Call(take, &count, &options);
        switch (result)
        {
            case >= 0:
                _started = true;
                Count = (int)count;
                break;
            case -Errno.NotFound:
                _ended = true;
                Count = (int)count;
                break;
            case -Errno.NoSpace:
                Grow(checked(Capacity * 2));
                break;
            default:
                throw new BpfException($"read map {_map.Name} in batches", result);
        }
    }

    private int Call(bool take, uint* count, BatchOptions* options)
    {
        fixed (byte* cursor = _cursor)
        fixed (TKey* keys = _keys)
        fixed (TValue* values = _values)
        {
            var from = _started ? cursor : null;
            return take
                ? ElementFunctions.LookupAndDeleteBatch(_map.FileDescriptor, from, cursor, keys, values, count, options)
                : ElementFunctions.LookupBatch(_map.FileDescriptor, from, cursor, keys, values, count, options);
        }
    }

    private void Grow(int capacity)
    {
        _keys = GC.AllocateUninitializedArray<TKey>(capacity, pinned: true);
        _values = GC.AllocateUninitializedArray<TValue>(capacity * _valuesPerKey, pinned: true);
    }

    /// <summary>An errno with an untouched count means that the call itself was refused, not one element of it.</summary>
    private int Done(int result, int asked, uint count, string operation)
    {
        var absent = result == -Errno.NotFound && count < asked;
        var refused = result < 0 && !absent && (count == 0 || count == asked);
        return refused ? throw new BpfException($"{operation} map {_map.Name} in a batch", result) : (int)count;
    }
}
