using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>One program of an object. It belongs to the object and throws <see cref="ObjectDisposedException"/> after it.</summary>
public sealed unsafe partial class BpfProgram
{
    private readonly BpfObject _owner;
    private readonly nint _program;

    internal BpfProgram(BpfObject owner, nint program)
    {
        _owner = owner;
        _program = program;
        Name = NativeText.Read(ProgramFunctions.Name(program));
        Section = NativeText.Read(ProgramFunctions.SectionName(program));
        Type = ProgramFunctions.Type(program);
    }

    /// <summary>The name of the C function.</summary>
    public string Name { get; }

    /// <summary>The ELF section, such as <c>tp_btf/tcp_probe</c>: where <see cref="Attach"/> attaches it.</summary>
    public string Section { get; }

    /// <summary>The kind of program that the section asks for.</summary>
    public BpfProgramType Type { get; }

    /// <summary>Whether <see cref="BpfObject.Load"/> loads this program; sections that begin with <c>?</c> begin with false.</summary>
    /// <exception cref="InvalidOperationException">Set after the load.</exception>
    public bool AutoLoad
    {
        get
        {
            using var lease = new Lease(_owner.Handle);
            return ProgramFunctions.AutoLoad(_program) != 0;
        }

        set
        {
            _owner.ThrowIfLoaded($"Whether {Name} is loaded");
            using var lease = new Lease(_owner.Handle);
            BpfException.ThrowIfNegative(ProgramFunctions.SetAutoLoad(_program, value ? (byte)1 : (byte)0), $"choose {Name}");
        }
    }

    /// <summary>Whether the program is in the kernel.</summary>
    public bool IsLoaded => _owner.IsLoaded && AutoLoad;

    /// <summary>Aims a typed program (tp_btf, fentry, fexit, lsm) at another target than its section names, before the load.</summary>
    public void SetAttachTarget(string function)
    {
        _owner.ThrowIfLoaded($"The target of {Name}");
        using var lease = new Lease(_owner.Handle);
        BpfException.ThrowIfNegative(ProgramFunctions.SetAttachTarget(_program, 0, function), $"aim {Name} at {function}");
    }

    /// <summary>Reads what the kernel counted for this program; times only while <see cref="BpfStats.Enable"/> is in force.</summary>
    public BpfProgramStatistics GetStatistics()
    {
        using var lease = new Lease(_owner.Handle);
        ProgramInfo info = default;
        var length = (uint)sizeof(ProgramInfo);
        BpfException.ThrowIfNegative(LinkFunctions.Info(FileDescriptor(), &info, &length), $"read statistics of {Name}");
        return new BpfProgramStatistics(info);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Section} {Name}";

    /// <summary>The descriptor; only valid under a lease.</summary>
    private int FileDescriptor()
    {
        var fd = ProgramFunctions.FileDescriptor(_program);
        return fd >= 0 ? fd : throw new InvalidOperationException($"{Name} is not loaded.");
    }
}
