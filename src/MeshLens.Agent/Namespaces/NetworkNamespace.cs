namespace MeshLens.Agent.Namespaces;

/// <summary>One network namespace of this host.</summary>
/// <param name="Inode">What <c>/proc/PID/ns/net</c> shows. Reused by the kernel once a namespace is gone.</param>
/// <param name="Cookie">What kernel events carry; never reused. 0 on kernels before 5.14, which do not tell it.</param>
/// <param name="ProcessId">A process that lives in it, 0 when it is only held by a name.</param>
internal readonly record struct NetworkNamespace(ulong Inode, ulong Cookie, int ProcessId);
