namespace MeshLens.Agent.Loading;

/// <summary>What this kernel and this process's privileges offer, as far as the choice of programs depends on it.</summary>
internal sealed record KernelFacts
{
    /// <summary>Such as <c>6.18.44-cloud-amd64</c>.</summary>
    public required string Release { get; init; }

    public required Privileges Privileges { get; init; }

    /// <summary>Why libbpf cannot be used, with the fix; null when it can.</summary>
    public string? LibraryProblem { get; init; }

    /// <summary>libbpf's version, when it is there.</summary>
    public string? LibraryVersion { get; init; }

    /// <summary>Whether the kernel describes its types (BTF).</summary>
    public required bool HasTypes { get; init; }

    /// <summary>The typed tracepoints that exist, of those that any program asks for.</summary>
    public required IReadOnlySet<string> Tracepoints { get; init; }

    /// <summary>The iterators that exist, of those that any program asks for.</summary>
    public required IReadOnlySet<string> Iterators { get; init; }

    /// <summary>What the host keeps records of.</summary>
    public required HostRecords Records { get; init; }

    /// <summary>The kernel's version as far as it can be compared; 0.0 when it cannot be read.</summary>
    public Version Version =>
        Version.TryParse(string.Join('.', Release.Split('.', '-', '+').Take(2)), out var version) ? version : new(0, 0);
}
