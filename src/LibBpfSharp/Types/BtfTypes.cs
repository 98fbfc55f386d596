using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>
/// BPF type information (BTF), of an object or of the running kernel. Only what deciding needs: whether a type exists, and how a structure
/// is laid out. The format is described in the kernel's Documentation/bpf/btf.rst.
/// </summary>
public sealed unsafe class BtfTypes : IDisposable
{
    private readonly SafeHandle _owner;
    private readonly nint _btf;

    internal BtfTypes(SafeHandle owner, nint btf) => (_owner, _btf) = (owner, btf);

    /// <summary>Loads the running kernel's types: some megabytes, so dispose it when the questions are asked.</summary>
    /// <exception cref="BpfException">The kernel offers no BTF.</exception>
    public static BtfTypes LoadKernel()
    {
        LibBpf.EnsureAvailable();
        LibBpfMessages.BeginCapture();
        var btf = TypeFunctions.LoadKernel();
        var errno = Marshal.GetLastPInvokeError();
        var log = LibBpfMessages.EndCapture();
        return btf != 0 ? new BtfTypes(new BtfHandle(btf), btf) : throw new BpfException("load the kernel's BTF", errno, log);
    }

    /// <summary>Whether there is a type of this kind and name.</summary>
    public bool Contains(BtfKind kind, string name) => FindId(kind, name) is not null;

    /// <summary>Whether a BTF-typed raw tracepoint (<c>tp_btf/NAME</c>) exists in this kernel.</summary>
    public bool ContainsTracepoint(string name) => Contains(BtfKind.Typedef, $"btf_trace_{name}");

    /// <summary>The layout of a structure, or null when there is none of this name.</summary>
    public BtfStruct? Struct(string name)
    {
        using var lease = new Lease(_owner);
        if (FindId(BtfKind.Struct, name) is not { } id)
        {
            return null;
        }

        var type = TypeFunctions.Type(_btf, id);
        return new BtfStruct(name, (int)type[2], ReadFields(new BtfRecord(type)));
    }

    /// <summary>Frees types that were loaded on their own; an object's types live as long as the object.</summary>
    public void Dispose()
    {
        if (_owner is BtfHandle own)
        {
            own.Dispose();
        }
    }

    internal uint? FindId(BtfKind kind, string name)
    {
        using var lease = new Lease(_owner);
        var id = _btf == 0 ? -1 : TypeFunctions.Find(_btf, name, (uint)kind);
        return id > 0 ? (uint)id : null;
    }

    /// <summary>Visits every record; the caller holds no pointer afterwards.</summary>
    internal IEnumerable<BtfSection> Sections()
    {
        var count = _btf == 0 ? 0 : TypeFunctions.Count(_btf);
        for (uint id = 1; id < count; id++)
        {
            if (ReadSection(id) is { } section)
            {
                yield return section;
            }
        }
    }

    private BtfSection? ReadSection(uint id)
    {
        using var lease = new Lease(_owner);
        var record = new BtfRecord(TypeFunctions.Type(_btf, id));
        if (record.Kind != BtfKind.DataSection)
        {
            return null;
        }

        var section = Text(record.NameOffset);
        var variables = new List<BpfGlobal>();
        for (var i = 0; i < record.EntryCount; i++)
        {
            var entry = record.Entry(i);
            var variable = new BtfRecord(TypeFunctions.Type(_btf, entry[0]));
            variables.Add(new BpfGlobal(section, Text(variable.NameOffset), (int)entry[1], (int)entry[2]));
        }

        return new BtfSection(section, variables);
    }

    private List<BtfField> ReadFields(BtfRecord record)
    {
        var fields = new List<BtfField>();
        for (var i = 0; i < record.EntryCount; i++)
        {
            var entry = record.Entry(i);
            var bits = record.HasBitFields ? entry[2] & 0xFFFFFF : entry[2];
            fields.Add(new BtfField(Text(entry[0]), (int)bits, (int)TypeFunctions.Size(_btf, entry[1])));
        }

        return fields;
    }

    private string Text(uint offset) => NativeText.Read(TypeFunctions.Name(_btf, offset));
}
