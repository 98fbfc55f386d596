using System.Runtime.CompilerServices;

namespace LibBpfSharp;

/// <summary>The elements of a map as C# structures that mirror the C ones byte for byte.</summary>
/// <typeparam name="TKey">An unmanaged type of exactly the map's key size, padding included and always zero.</typeparam>
/// <typeparam name="TValue">An unmanaged type of exactly the map's value size.</typeparam>
public sealed class BpfMap<TKey, TValue>
    where TKey : unmanaged
    where TValue : unmanaged
{
    internal BpfMap(BpfMap map)
    {
        map.CheckTypes<TKey, TValue>(perCpu: false);
        Map = map;
    }

    /// <summary>The map behind this view.</summary>
    public BpfMap Map { get; }

    /// <summary>The keys, one system call each. Deleting the current key meanwhile starts the walk over: use a batch to drain a map.</summary>
    public BpfMapKeys<TKey> Keys => new(Map);

    /// <summary>Reads an element.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public TValue this[TKey key]
    {
        get => TryLookup(key, out var value) ? value : throw new KeyNotFoundException($"The map {Map.Name} has no such key.");
        set => Update(key, value);
    }

    /// <summary>Reads an element, if there is one.</summary>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public bool TryLookup(TKey key, out TValue value)
    {
        Unsafe.SkipInit(out value);
        return Map.TryLookup(ref Unsafe.As<TKey, byte>(ref key), ref Unsafe.As<TValue, byte>(ref value)) || Missing(out value);
    }

    /// <summary>Reads and removes an element in one step, if there is one; hash maps from 5.14 on.</summary>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public bool TryTake(TKey key, out TValue value)
    {
        Unsafe.SkipInit(out value);
        return Map.TryTake(ref Unsafe.As<TKey, byte>(ref key), ref Unsafe.As<TValue, byte>(ref value)) || Missing(out value);
    }

    /// <summary>Writes an element.</summary>
    /// <exception cref="BpfException">The map is full (E2BIG), or the mode forbids it.</exception>
    public void Update(TKey key, TValue value, BpfUpdateMode mode = BpfUpdateMode.Any) =>
        BpfException.ThrowIfNegative(UpdateCore(key, value, mode), $"update map {Map.Name}");

    /// <summary>Adds an element.</summary>
    /// <returns>False when there already is one.</returns>
    /// <exception cref="BpfException">The map is full (E2BIG).</exception>
    public bool TryAdd(TKey key, TValue value)
    {
        var result = UpdateCore(key, value, BpfUpdateMode.AddOnly);
        return result != -Errno.Exists && BpfException.ThrowIfNegative(result, $"add to map {Map.Name}") >= 0;
    }

    /// <summary>Removes an element.</summary>
    /// <returns>False when there was none.</returns>
    /// <exception cref="BpfException">The kernel refused; arrays cannot lose elements.</exception>
    public bool Delete(TKey key) => Map.Delete(ref Unsafe.As<TKey, byte>(ref key));

    /// <summary>Makes buffers with which many elements move per system call.</summary>
    /// <param name="capacity">How many elements; it grows when one hash bucket holds more.</param>
    public BpfMapBatch<TKey, TValue> CreateBatch(int capacity = 1024) => new(Map, capacity, valuesPerKey: 1);

    private static bool Missing(out TValue value)
    {
        value = default;
        return false;
    }

    private int UpdateCore(TKey key, TValue value, BpfUpdateMode mode) =>
        Map.Update(ref Unsafe.As<TKey, byte>(ref key), ref Unsafe.As<TValue, byte>(ref value), mode);
}
