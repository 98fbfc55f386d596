using LibBpfSharp.Interop;

namespace LibBpfSharp;

// What is decided before the load, and what the kernel made of it.
public sealed unsafe partial class BpfMap
{
    /// <summary>How many elements the map can hold; for a ring buffer its size in bytes. Set it before the load.</summary>
    /// <exception cref="InvalidOperationException">Set after the load.</exception>
    public int MaxEntries
    {
        get => _object is { IsLoaded: false } ? Native32(MapFunctions.MaxEntries) : (int)GetInfo().MaxEntries;
        set => Decide("size", map => MapFunctions.SetMaxEntries(map, checked((uint)value)));
    }

    /// <summary>Whether the load creates the map. A map that no loaded program uses need not exist.</summary>
    /// <exception cref="InvalidOperationException">Set after the load.</exception>
    public bool AutoCreate
    {
        get => _object is null || Native32(map => MapFunctions.AutoCreate(map)) != 0;
        set => Decide("creation", map => MapFunctions.SetAutoCreate(map, value ? (byte)1 : (byte)0));
    }

    /// <summary>The initial content of a global-data map, in libbpf's memory: writable before the load. Empty for other maps.</summary>
    /// <exception cref="InvalidOperationException">The object is loaded; use <see cref="MapMemory"/>.</exception>
    public Span<byte> InitialValue
    {
        get
        {
            var owner = Declared("initial value");
            using var lease = new Lease(owner.Handle);
            nuint size = 0;
            var start = MapFunctions.InitialValue(_map, &size);
            return start is null ? [] : new Span<byte>(start, (int)size);
        }
    }

    /// <summary>Sets the whole initial content of a global-data map before the load.</summary>
    /// <exception cref="BpfException">It is no global-data map, or the size differs from <see cref="ValueSize"/>.</exception>
    public void SetInitialValue(ReadOnlySpan<byte> value)
    {
        var owner = Declared("initial value");
        using var lease = new Lease(owner.Handle);
        fixed (byte* start = value)
        {
            BpfException.ThrowIfNegative(MapFunctions.SetInitialValue(_map, start, (nuint)value.Length), $"set the initial value of {Name}");
        }
    }

    /// <summary>Makes the load use an existing map of the same shape, of another object or pinned, instead of creating one.</summary>
    /// <exception cref="BpfException">The maps do not fit together.</exception>
    public void Reuse(BpfMap existing)
    {
        using var lease = new Lease(existing.Owner);
        var fd = existing.FileDescriptor;
        Decide("origin", map => MapFunctions.ReuseFileDescriptor(map, fd));
    }

    /// <summary>What the kernel says about the created map.</summary>
    /// <exception cref="InvalidOperationException">The object is not loaded yet.</exception>
    public BpfMapDescription GetInfo()
    {
        var info = ReadInfo();
        return new BpfMapDescription(info.Id, info.Type, (int)info.KeySize, (int)info.ValueSize, info.MaxEntries, info.Flags, GetMemoryBytes());
    }

    /// <summary>The kernel memory that the map accounts for, in bytes.</summary>
    /// <exception cref="InvalidOperationException">The object is not loaded yet.</exception>
    public long GetMemoryBytes()
    {
        using var lease = new Lease(Owner);
        return FileDescriptorInfo.ReadMemoryBytes(FileDescriptor);
    }

    private MapInfo ReadInfo()
    {
        using var lease = new Lease(Owner);
        MapInfo info = default;
        var length = (uint)sizeof(MapInfo);
        BpfException.ThrowIfNegative(LinkFunctions.Info(FileDescriptor, &info, &length), $"read the description of map {Name}");
        return info;
    }

    private int Native32<T>(Func<nint, T> read)
        where T : struct, IConvertible
    {
        using var lease = new Lease(Owner);
        return read(_map).ToInt32(null);
    }

    private void Decide(string what, Func<nint, int> change)
    {
        var owner = Declared(what);
        using var lease = new Lease(owner.Handle);
        BpfException.ThrowIfNegative(change(_map), $"set the {what} of map {Name}");
    }

    private BpfObject Declared(string what)
    {
        var owner = _object ?? throw new InvalidOperationException($"The {what} of the pinned map {Name} is fixed.");
        owner.ThrowIfLoaded($"The {what} of map {Name}");
        return owner;
    }
}
