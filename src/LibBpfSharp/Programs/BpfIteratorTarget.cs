using System.Runtime.InteropServices;
using LibBpfSharp.Interop;

namespace LibBpfSharp;

/// <summary>Over what an iterator walks, where its section alone does not say it.</summary>
public sealed class BpfIteratorTarget
{
    private readonly BpfMap? _map;
    private readonly IteratorLinkInfo _info;

    private BpfIteratorTarget(BpfMap map) => _map = map;

    private BpfIteratorTarget(IteratorLinkInfo info) => _info = info;

    /// <summary>What must live while <see cref="Info"/> is used, or null.</summary>
    internal SafeHandle? Owner => _map?.Owner;

    internal IteratorLinkInfo Info => _map is null ? _info : new IteratorLinkInfo { MapFd = _map.FileDescriptor };

    /// <summary>The elements of a map (iter/bpf_map_elem, iter/bpf_sk_storage_map).</summary>
    public static BpfIteratorTarget Map(BpfMap map) => new(map);

    /// <summary>The threads of one process (iter/task, iter/task_file, iter/task_vma); a kernel from 6.1 on.</summary>
    public static BpfIteratorTarget Process(int processId) => new(new IteratorLinkInfo { ProcessId = processId });

    /// <summary>One thread; a kernel from 6.1 on.</summary>
    public static BpfIteratorTarget Thread(int threadId) => new(new IteratorLinkInfo { ThreadId = threadId });
}
