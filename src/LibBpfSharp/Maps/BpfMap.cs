using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>
/// One map: its shape before the load, its raw elements after it. <see cref="View{TKey,TValue}"/> and
/// <see cref="PerCpuView{TKey,TValue}"/> give typed access. It belongs to its object and throws
/// <see cref="ObjectDisposedException"/> after it; a pinned map that was opened alone belongs to itself.
/// </summary>
public sealed unsafe partial class BpfMap : IDisposable
{
    private readonly BpfObject? _object;
    private readonly BpfFileHandle? _pinned;
    private readonly nint _map;

    internal BpfMap(BpfObject owner, nint map)
    {
        _object = owner;
        _map = map;
        Name = NativeText.Read(MapFunctions.Name(map));
        Type = MapFunctions.Type(map);
        KeySize = (int)MapFunctions.KeySize(map);
        ValueSize = (int)MapFunctions.ValueSize(map);
    }

    private BpfMap(BpfFileHandle pinned, string path)
    {
        _pinned = pinned;
        Name = path;
        var info = ReadInfo();
        (Type, KeySize, ValueSize) = (info.Type, (int)info.KeySize, (int)info.ValueSize);
    }

    /// <summary>The name of the C variable; for global data, the object's name and the section.</summary>
    public string Name { get; }

    /// <summary>The kind of map.</summary>
    public BpfMapType Type { get; }

    /// <summary>The size of a key in bytes; zero for maps without keys.</summary>
    public int KeySize { get; }

    /// <summary>The size of a value in bytes, for per-CPU maps of one CPU's value.</summary>
    public int ValueSize { get; }

    /// <summary>Whether each key has one value per possible CPU.</summary>
    public bool IsPerCpu => Type is BpfMapType.PerCpuArray or BpfMapType.PerCpuHash or BpfMapType.LruPerCpuHash or BpfMapType.PerCpuCgroupStorage;

    internal SafeHandle Owner => (SafeHandle?)_pinned ?? _object!.Handle;

    internal nint Native => _map;

    /// <summary>The descriptor; only valid under a lease on <see cref="Owner"/>.</summary>
    internal int FileDescriptor
    {
        get
        {
            var fd = _pinned?.FileDescriptor ?? MapFunctions.FileDescriptor(_map);
            return fd >= 0 ? fd : throw new InvalidOperationException($"The map {Name} does not exist before its object is loaded.");
        }
    }

    /// <summary>Opens a map that was pinned in the BPF file system.</summary>
    /// <exception cref="BpfException">There is none at this path, or access is denied.</exception>
    public static BpfMap OpenPinned(string path)
    {
        LibBpf.EnsureAvailable();
        var fd = BpfException.ThrowIfNegative(LinkFunctions.OpenPinned(path), $"open pinned map {path}");
        return new BpfMap(new BpfFileHandle(fd), path);
    }

    /// <summary>Typed access to the elements.</summary>
    /// <exception cref="ArgumentException">A type has not the size that the map has, or the map is per CPU.</exception>
    public BpfMap<TKey, TValue> View<TKey, TValue>()
        where TKey : unmanaged
        where TValue : unmanaged => new(this);

    /// <summary>Typed access to the elements of a per-CPU map.</summary>
    /// <exception cref="ArgumentException">A type has not the size that the map has, or the map is not per CPU.</exception>
    public BpfPerCpuMap<TKey, TValue> PerCpuView<TKey, TValue>()
        where TKey : unmanaged
        where TValue : unmanaged => new(this);

    /// <summary>Pins the map at a path in the BPF file system, where it outlives the process.</summary>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public void Pin(string path)
    {
        using var lease = new Lease(Owner);
        BpfException.ThrowIfNegative(LinkFunctions.Pin(FileDescriptor, path), $"pin map {Name} at {path}");
    }

    /// <summary>Closes a pinned map that was opened alone; a map of an object is closed by its object.</summary>
    public void Dispose() => _pinned?.Dispose();

    /// <inheritdoc/>
    public override string ToString() => $"{Type} {Name}";
}
