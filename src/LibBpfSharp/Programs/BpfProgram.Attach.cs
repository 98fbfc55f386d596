using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

// Attaching: every form returns a link, and disposing the link detaches.
public sealed unsafe partial class BpfProgram
{
    /// <summary>Attaches the program where its section says (tracepoints, tp_btf, fentry, kprobes, lsm, iterators).</summary>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public BpfLink Attach() => Attached(() => ProgramFunctions.Attach(_program), $"attach {Name} ({Section})");

    /// <summary>Attaches a cgroup program (cgroup/*, sockops) to the cgroup v2 directory <paramref name="path"/> and everything below it.</summary>
    /// <exception cref="BpfException">There is no such cgroup, or the kernel refused.</exception>
    public BpfLink AttachCgroup(string path)
    {
        using var cgroup = BpfFileHandle.Open(path);
        var fd = cgroup.FileDescriptor;
        return Attached(() => ProgramFunctions.AttachCgroup(_program, fd), $"attach {Name} to {path}");
    }

    /// <summary>Attaches an sk_lookup or flow_dissector program to a network namespace, by a path such as <c>/proc/self/ns/net</c>.</summary>
    /// <exception cref="BpfException">There is no such namespace, or the kernel refused.</exception>
    public BpfLink AttachNetworkNamespace(string path)
    {
        using var space = BpfFileHandle.Open(path);
        var fd = space.FileDescriptor;
        return Attached(() => ProgramFunctions.AttachNetworkNamespace(_program, fd), $"attach {Name} to {path}");
    }

    /// <summary>Attaches an XDP program to a network interface, by its index.</summary>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public BpfLink AttachXdp(int interfaceIndex) =>
        Attached(() => ProgramFunctions.AttachXdp(_program, interfaceIndex), $"attach {Name} to interface {interfaceIndex}");

    /// <summary>Attaches a raw_tp program to the tracepoint of this name.</summary>
    /// <exception cref="BpfException">There is no such tracepoint, or the kernel refused.</exception>
    public BpfLink AttachRawTracepoint(string name) =>
        Attached(() => ProgramFunctions.AttachRawTracepoint(_program, name), $"attach {Name} to raw tracepoint {name}");

    /// <summary>Attaches a tracepoint program, such as <c>syscalls</c>, <c>sys_exit_connect</c>.</summary>
    /// <exception cref="BpfException">There is no such tracepoint, or the kernel refused.</exception>
    public BpfLink AttachTracepoint(string category, string name) =>
        Attached(() => ProgramFunctions.AttachTracepoint(_program, category, name), $"attach {Name} to {category}:{name}");

    /// <summary>Attaches an iterator; <paramref name="target"/> says over which map, task or cgroup, where the iterator needs to know.</summary>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public BpfIterator AttachIterator(BpfIteratorTarget? target = null)
    {
        using var lease = new Lease(target?.Owner ?? _owner.Handle);
        var link = Attached(() => AttachIteratorCore(target), $"attach iterator {Name}");
        return new BpfIterator(link, Name);
    }

    private nint AttachIteratorCore(BpfIteratorTarget? target)
    {
        if (target is null)
        {
            return ProgramFunctions.AttachIterator(_program, null);
        }

        var info = target.Info;
        var options = new IteratorAttachOptions
        {
            Size = (nuint)sizeof(IteratorAttachOptions),
            LinkInfo = &info,
            LinkInfoLength = (uint)sizeof(IteratorLinkInfo),
        };
        return ProgramFunctions.AttachIterator(_program, &options);
    }

    private BpfLink Attached(Func<nint> attach, string operation)
    {
        using var lease = new Lease(_owner.Handle);
        _ = FileDescriptor();
        LibBpfMessages.BeginCapture();
        var link = attach();
        var errno = Marshal.GetLastPInvokeError();
        var log = LibBpfMessages.EndCapture();
        return link != 0 ? new BpfLink(link) : throw new BpfException(operation, errno, log);
    }
}
