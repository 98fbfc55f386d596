namespace MeshLens.Agent.Loading;

/// <summary>One thing MeshLens asks of the kernel, and what answers it.</summary>
/// <param name="Name">As it appears in <c>doctor</c> and in the agent's Hello.</param>
/// <param name="Lost">What is not known without it, as a sentence.</param>
/// <param name="Programs">The C functions that answer it; without any one of them it is lost.</param>
/// <param name="Floor">The kernel version from which on it can be answered.</param>
internal sealed record Question(string Name, string Lost, string[] Programs, string Floor)
{
    /// <summary>Without a core question there is nothing to watch.</summary>
    public bool IsCore { get; init; }

    /// <summary>Programs that take the place of one the kernel does not take.</summary>
    public Fallback[] Fallbacks { get; init; } = [];

    /// <summary>What it takes beyond <see cref="Privileges.Core"/>.</summary>
    public Privileges Needs { get; init; }

    /// <summary>What the host must keep records of; null when nothing.</summary>
    public HostRecord? Reads { get; init; }
}
