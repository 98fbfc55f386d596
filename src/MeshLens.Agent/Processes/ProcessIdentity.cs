namespace MeshLens.Agent.Processes;

/// <summary>Who a process is. Stays the same for the life of a process but for its name, which a process may change.</summary>
/// <param name="ProcessId">Thread-group id in the host's pid namespace.</param>
/// <param name="StartTicks">Clock ticks since boot; 0 when the process was gone before it could be read.</param>
/// <param name="Name">Name of the thread-group leader.</param>
/// <param name="Executable">Path of its program inside its own root. Empty when not readable.</param>
/// <param name="Container">Container and pod, where the cgroup names them.</param>
/// <param name="Cgroups">Its cgroup paths.</param>
internal sealed record ProcessIdentity(
    int ProcessId,
    ulong StartTicks,
    string Name,
    string Executable,
    ContainerIdentity Container,
    CgroupMembership Cgroups)
{
    /// <summary>All that is known of a process that was gone when it was looked for: what the kernel event carried.</summary>
    public static ProcessIdentity Gone(int process, string name) =>
        new(process, 0, name, string.Empty, ContainerIdentity.None, CgroupMembership.None);
}
