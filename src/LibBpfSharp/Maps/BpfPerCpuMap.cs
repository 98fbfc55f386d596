using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LibBpfSharp;

/// <summary>
/// The elements of a per-CPU map: each key has one value per possible CPU. The kernel rounds each value up to eight bytes; this view
/// hides that.
/// </summary>
public sealed class BpfPerCpuMap<TKey, TValue>
    where TKey : unmanaged
    where TValue : unmanaged
{
    private const int StackBytes = 4096;

    internal BpfPerCpuMap(BpfMap map)
    {
        map.CheckTypes<TKey, TValue>(perCpu: true);
        Map = map;
    }

    /// <summary>The map behind this view.</summary>
    public BpfMap Map { get; }

    /// <summary>The keys, one system call each.</summary>
    public BpfMapKeys<TKey> Keys => new(Map);

    /// <summary>Reads the values of all CPUs into <paramref name="values"/>, which has room for <see cref="LibBpf.PossibleCpus"/>.</summary>
    /// <returns>False when there is no such key.</returns>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public bool TryLookup(TKey key, Span<TValue> values)
    {
        CheckRoom(values.Length);
        var size = Map.ElementSize;
        Span<byte> raw = size <= StackBytes ? stackalloc byte[size] : new byte[size];
        if (!Map.TryLookup(ref Unsafe.As<TKey, byte>(ref key), ref MemoryMarshal.GetReference(raw)))
        {
            return false;
        }

        for (var cpu = 0; cpu < LibBpf.PossibleCpus; cpu++)
        {
            values[cpu] = MemoryMarshal.Read<TValue>(raw[(cpu * Map.PerCpuStride)..]);
        }

        return true;
    }

    /// <summary>Writes the values of all CPUs.</summary>
    /// <exception cref="BpfException">The map is full (E2BIG), or the mode forbids it.</exception>
    public void Update(TKey key, ReadOnlySpan<TValue> values, BpfUpdateMode mode = BpfUpdateMode.Any)
    {
        CheckRoom(values.Length);
        var size = Map.ElementSize;
        Span<byte> raw = size <= StackBytes ? stackalloc byte[size] : new byte[size];
        raw.Clear();
        for (var cpu = 0; cpu < LibBpf.PossibleCpus; cpu++)
        {
            MemoryMarshal.Write(raw[(cpu * Map.PerCpuStride)..], values[cpu]);
        }

        var result = Map.Update(ref Unsafe.As<TKey, byte>(ref key), ref MemoryMarshal.GetReference(raw), mode);
        BpfException.ThrowIfNegative(result, $"update map {Map.Name}");
    }

    /// <summary>Removes a key with its values.</summary>
    /// <returns>False when there was none.</returns>
    /// <exception cref="BpfException">The kernel refused; arrays cannot lose elements.</exception>
    public bool Delete(TKey key) => Map.Delete(ref Unsafe.As<TKey, byte>(ref key));

    /// <summary>Makes buffers with which many keys, each with all its values, move per system call; arrays from 5.13 on.</summary>
    /// <param name="capacity">How many keys; it grows when one hash bucket holds more.</param>
    /// <exception cref="ArgumentException">The values are no multiple of eight bytes, so they would not lie side by side.</exception>
    public BpfMapBatch<TKey, TValue> CreateBatch(int capacity = 256) => Map.PerCpuStride == Map.ValueSize
        ? new(Map, capacity, LibBpf.PossibleCpus)
        : throw new ArgumentException($"The values of map {Map.Name} have {Map.ValueSize} bytes: a batch wants a multiple of eight.");

    private static void CheckRoom(int length)
    {
        if (length < LibBpf.PossibleCpus)
        {
            throw new ArgumentException($"There are {LibBpf.PossibleCpus} possible CPUs and room for {length} values.");
        }
    }
}
