namespace MeshLens.Agent.Loading;

/// <summary>The capabilities that matter here, by their bits in <c>CapEff</c> (<c>include/uapi/linux/capability.h</c>).</summary>
[Flags]
internal enum Privileges : ulong
{
    None = 0,
    SysPtrace = 1UL << 19,
    SysAdmin = 1UL << 21,
    Perfmon = 1UL << 38,
    Bpf = 1UL << 39,

    /// <summary>What loading and attaching the connection programs takes.</summary>
    Core = Perfmon | Bpf,
}
