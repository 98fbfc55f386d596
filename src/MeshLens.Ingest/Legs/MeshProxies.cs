using System.Collections.Frozen;
using MeshLens.Ingest.Naming.Processes;

namespace MeshLens.Ingest.Legs;

/// <summary>The programs that carry other programs' traffic.</summary>
internal static class MeshProxies
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(StringComparer.Ordinal, "envoy", "ztunnel", "agentgateway");

    /// <summary>Whether a process is a proxy of the mesh, by the name of its program.</summary>
    public static bool IsOne(ProcessIdentity? process) =>
        process is not null && (Names.Contains(process.Name) || Names.Contains(Path.GetFileName(process.Executable)));
}
