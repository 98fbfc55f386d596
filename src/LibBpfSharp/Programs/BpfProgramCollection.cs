using System.Collections;
using System.Diagnostics.CodeAnalysis;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>The programs of an object, by name and in the object's order.</summary>
public sealed class BpfProgramCollection : IReadOnlyList<BpfProgram>
{
    private readonly BpfObject _owner;
    private readonly List<BpfProgram> _programs = [];

    internal BpfProgramCollection(BpfObject owner)
    {
        _owner = owner;
        for (var at = ObjectFunctions.NextProgram(owner.Handle, 0); at != 0; at = ObjectFunctions.NextProgram(owner.Handle, at))
        {
            _programs.Add(new BpfProgram(owner, at));
        }
    }

    /// <inheritdoc/>
    public int Count => _programs.Count;

    /// <inheritdoc/>
    public BpfProgram this[int index] => _programs[index];

    /// <summary>The program with the name of its C function.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public BpfProgram this[string name] => TryGet(name, out var program)
        ? program
        : throw new KeyNotFoundException($"{_owner.Name} has no program {name}.");

    /// <summary>Finds a program by the name of its C function.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out BpfProgram? program)
    {
        program = _programs.Find(candidate => candidate.Name == name);
        return program is not null;
    }

    /// <inheritdoc/>
    public IEnumerator<BpfProgram> GetEnumerator() => _programs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
