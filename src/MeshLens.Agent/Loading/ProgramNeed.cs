namespace MeshLens.Agent.Loading;

/// <summary>What a program's section asks of the kernel: <c>tp_btf/tcp_probe</c>, <c>iter/tcp</c>, <c>tp/syscalls/sys_exit_connect</c>.</summary>
internal readonly record struct ProgramNeed(string Kind, string Target)
{
    public static ProgramNeed OfSection(string section)
    {
        var trimmed = section.TrimStart('?');
        var slash = trimmed.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? new(trimmed, "") : new(trimmed[..slash], trimmed[(slash + 1)..]);
    }

    /// <summary>Why this kernel does not offer it; null when it does.</summary>
    public string? Missing(KernelFacts facts) => Kind switch
    {
        "tp_btf" when !facts.Tracepoints.Contains(Target) => $"the tracepoint {Target} does not exist in kernel {facts.Release}",
        "iter" when !facts.Iterators.Contains(Target) => $"the iterator {Target} does not exist in kernel {facts.Release}",
        _ => null,
    };
}
