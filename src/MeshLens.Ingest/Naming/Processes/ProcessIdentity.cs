using MeshLens.Protocol.V1;

namespace MeshLens.Ingest.Naming.Processes;

/// <summary>A process of a node, as its agent names it.</summary>
public sealed record ProcessIdentity(uint Pid, ulong StartTicks, string Name, string Executable, string ContainerId, string PodUid)
{
    private const int LongestText = 256;

    /// <summary>Null when the agent did not know the process.</summary>
    internal static ProcessIdentity? Read(Process? process) => process is null or { Pid: 0 }
        ? null
        : new(process.Pid, process.StartTicks, Cut(process.Name), Cut(process.Executable), Cut(process.ContainerId), Cut(process.PodUid));

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText];
}
