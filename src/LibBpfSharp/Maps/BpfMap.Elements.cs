using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

// Raw elements. The kernel copies as many bytes as the map's shape says, so every entry point checks sizes first.
public sealed unsafe partial class BpfMap
{
    /// <summary>The bytes behind one key as system calls see them: per-CPU values are rounded up to eight, once per possible CPU.</summary>
    public int ElementSize => IsPerCpu ? PerCpuStride * LibBpf.PossibleCpus : ValueSize;

    internal int PerCpuStride => RoundUp(ValueSize);

    /// <summary>Reads an element into <paramref name="value"/> of <see cref="ElementSize"/> bytes.</summary>
    /// <returns>False when there is none.</returns>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public bool TryLookup(ReadOnlySpan<byte> key, Span<byte> value)
    {
        Check(key.Length, value.Length);
        return TryLookup(ref MemoryMarshal.GetReference(key), ref MemoryMarshal.GetReference(value));
    }

    /// <summary>Writes an element of <see cref="ElementSize"/> bytes.</summary>
    /// <exception cref="BpfException">The map is full (E2BIG), or the mode forbids it.</exception>
    public void Update(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value, BpfUpdateMode mode = BpfUpdateMode.Any)
    {
        Check(key.Length, value.Length);
        var result = Update(ref MemoryMarshal.GetReference(key), ref MemoryMarshal.GetReference(value), mode);
        BpfException.ThrowIfNegative(result, $"update map {Name}");
    }

    /// <summary>Removes an element.</summary>
    /// <returns>False when there was none.</returns>
    /// <exception cref="BpfException">The kernel refused; arrays cannot lose elements.</exception>
    public bool Delete(ReadOnlySpan<byte> key)
    {
        Check(key.Length, ElementSize);
        return Delete(ref MemoryMarshal.GetReference(key));
    }

    /// <summary>Shares the values of an array that was made with BPF_F_MMAPABLE, as global data is.</summary>
    /// <exception cref="BpfException">The map was not made for it.</exception>
    public BpfMapMemory MapMemory(bool writable = false)
    {
        using var lease = new Lease(Owner);
        var length = checked(RoundUp(ValueSize) * (int)ReadInfo().MaxEntries);
        return BpfMapMemory.Map(FileDescriptor, length, writable, $"map the memory of {Name}");
    }

    internal bool TryLookup(ref byte key, ref byte value)
    {
        using var lease = new Lease(Owner);
        fixed (byte* keyAt = &key, valueAt = &value)
        {
            return Found(ElementFunctions.Lookup(FileDescriptor, keyAt, valueAt), "look up in");
        }
    }

    internal bool TryTake(ref byte key, ref byte value)
    {
        using var lease = new Lease(Owner);
        fixed (byte* keyAt = &key, valueAt = &value)
        {
            return Found(ElementFunctions.LookupAndDelete(FileDescriptor, keyAt, valueAt), "take from");
        }
    }

    internal int Update(ref byte key, ref byte value, BpfUpdateMode mode)
    {
        using var lease = new Lease(Owner);
        fixed (byte* keyAt = &key, valueAt = &value)
        {
            return ElementFunctions.Update(FileDescriptor, keyAt, valueAt, (ulong)mode);
        }
    }

    internal bool Delete(ref byte key)
    {
        using var lease = new Lease(Owner);
        fixed (byte* keyAt = &key)
        {
            return Found(ElementFunctions.Delete(FileDescriptor, keyAt), "delete from");
        }
    }

    /// <summary>Finds the key after <paramref name="key"/>, or the first after a null reference.</summary>
    internal bool TryNextKey(ref byte key, ref byte next)
    {
        using var lease = new Lease(Owner);
        fixed (byte* keyAt = &key, nextAt = &next)
        {
            return Found(ElementFunctions.NextKey(FileDescriptor, keyAt, nextAt), "walk");
        }
    }

    internal bool Found(int result, string operation) => result switch
    {
        >= 0 => true,
        -Errno.NotFound => false,
        _ => throw new BpfException($"{operation} map {Name}", result),
    };

    internal void CheckTypes<TKey, TValue>(bool perCpu)
    {
        if (perCpu != IsPerCpu)
        {
            throw new ArgumentException($"The map {Name} is {(IsPerCpu ? "" : "not ")}per CPU: use {(IsPerCpu ? nameof(PerCpuView) : nameof(View))}.");
        }

        CheckSize<TKey>("keys", KeySize);
        CheckSize<TValue>("values", ValueSize);
    }

    private static int RoundUp(int size) => (size + 7) & ~7;

    private void CheckSize<T>(string what, int expected)
    {
        if (Unsafe.SizeOf<T>() != expected)
        {
            throw new ArgumentException($"The {what} of map {Name} have {expected} bytes, and {typeof(T).Name} has {Unsafe.SizeOf<T>()}.");
        }
    }

    private void Check(int keyLength, int valueLength)
    {
        if (keyLength != KeySize || valueLength != ElementSize)
        {
            throw new ArgumentException($"The map {Name} wants {KeySize} + {ElementSize} bytes and got {keyLength} + {valueLength}.");
        }
    }
}
