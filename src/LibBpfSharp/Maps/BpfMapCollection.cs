using System.Collections;
using System.Diagnostics.CodeAnalysis;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>The maps of an object, by name and in the object's order. Global data is found by its section: <c>.rodata</c>, <c>.bss</c>.</summary>
public sealed class BpfMapCollection : IReadOnlyList<BpfMap>
{
    private readonly BpfObject _owner;
    private readonly List<BpfMap> _maps = [];

    internal BpfMapCollection(BpfObject owner)
    {
        _owner = owner;
        for (var at = ObjectFunctions.NextMap(owner.Handle, 0); at != 0; at = ObjectFunctions.NextMap(owner.Handle, at))
        {
            _maps.Add(new BpfMap(owner, at));
        }
    }

    /// <inheritdoc/>
    public int Count => _maps.Count;

    /// <inheritdoc/>
    public BpfMap this[int index] => _maps[index];

    /// <summary>The map with the name of its C variable, or of its section.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public BpfMap this[string name] => TryGet(name, out var map) ? map : throw new KeyNotFoundException($"{_owner.Name} has no map {name}.");

    /// <summary>Finds a map by the name of its C variable, or of its section.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out BpfMap? map)
    {
        var native = ObjectFunctions.FindMap(_owner.Handle, name);
        map = native == 0 ? null : _maps.Find(candidate => candidate.Native == native);
        return map is not null;
    }

    /// <inheritdoc/>
    public IEnumerator<BpfMap> GetEnumerator() => _maps.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
