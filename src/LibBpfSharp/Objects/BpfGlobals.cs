using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>
/// The global variables of an object by name. libbpf keeps them in one map per ELF section (<c>.rodata</c>, <c>.data</c>, <c>.bss</c>); the
/// BTF of the section says where each variable lies. Before the load they are written in libbpf's memory, afterwards in memory shared with
/// the running programs.
/// </summary>
public sealed unsafe class BpfGlobals : IDisposable
{
    private readonly BpfObject _owner;
    private readonly Dictionary<string, BpfGlobal> _variables = [];
    private readonly Dictionary<string, BpfMapMemory> _shared = [];
    private readonly Lock _gate = new();

    internal BpfGlobals(BpfObject owner)
    {
        _owner = owner;
        foreach (var section in BtfSection.Find(owner.Types))
        {
            AddSection(section);
        }
    }

    /// <summary>The names of the variables.</summary>
    public IReadOnlyCollection<string> Names => _variables.Keys;

    /// <summary>Whether the object has a variable of this name.</summary>
    public bool Contains(string name) => _variables.ContainsKey(name);

    /// <summary>Reads a variable.</summary>
    /// <exception cref="KeyNotFoundException">There is no such variable.</exception>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> has another size than the variable.</exception>
    public T Get<T>(string name)
        where T : unmanaged
    {
        using var lease = new Lease(_owner.Handle);
        return Unsafe.ReadUnaligned<T>(ref MemoryMarshal.GetReference(Locate<T>(name, write: false)));
    }

    /// <summary>Writes a variable; a constant (<c>.rodata</c>) only before the load.</summary>
    /// <exception cref="KeyNotFoundException">There is no such variable.</exception>
    /// <exception cref="ArgumentException"><typeparamref name="T"/> has another size than the variable.</exception>
    /// <exception cref="InvalidOperationException">The variable is a constant and the object is loaded.</exception>
    public void Set<T>(string name, T value)
        where T : unmanaged
    {
        using var lease = new Lease(_owner.Handle);
        Unsafe.WriteUnaligned(ref MemoryMarshal.GetReference(Locate<T>(name, write: true)), value);
    }

    /// <summary>Unmaps what <see cref="Get{T}"/> and <see cref="Set{T}"/> mapped.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var memory in _shared.Values)
            {
                memory.Dispose();
            }

            _shared.Clear();
        }
    }

    private void AddSection(BtfSection section)
    {
        if (_owner.Maps.TryGet(section.Name, out _))
        {
            foreach (var variable in section.Variables)
            {
                _variables[variable.Name] = variable;
            }
        }
    }

    private Span<byte> Locate<T>(string name, bool write)
        where T : unmanaged
    {
        if (!_variables.TryGetValue(name, out var variable))
        {
            throw new KeyNotFoundException($"{_owner.Name} has no global variable {name}.");
        }

        if (variable.Size != sizeof(T))
        {
            throw new ArgumentException($"{name} has {variable.Size} bytes and {typeof(T).Name} has {sizeof(T)}.");
        }

        return Section(variable, write).Slice(variable.Offset, variable.Size);
    }

    private Span<byte> Section(BpfGlobal variable, bool write)
    {
        var map = _owner.Maps[variable.Section];
        if (!_owner.IsLoaded)
        {
            return map.InitialValue;
        }

        if (write && variable.IsConstant)
        {
            throw new InvalidOperationException($"{variable.Name} is a constant: set it before {_owner.Name} is loaded.");
        }

        lock (_gate)
        {
            ref var memory = ref CollectionsMarshal.GetValueRefOrAddDefault(_shared, variable.Section, out _);
            memory ??= map.MapMemory(writable: !variable.IsConstant);
            return memory.Bytes;
        }
    }
}
