using System.Text;
using LibBpfSharp;
using MeshLens.Agent.Host;

namespace MeshLens.Agent.Loading;

/// <summary>Looks at the running kernel.</summary>
internal sealed class KernelFactsReader(IHostFiles files)
{
    private const string TypesPath = "/sys/kernel/btf/vmlinux";

    /// <param name="needs">What the programs' sections ask for.</param>
    public KernelFacts Read(IReadOnlyCollection<ProgramNeed> needs)
    {
        var hasTypes = files.Inode(TypesPath) != 0;
        var tracepoints = new HashSet<string>();
        var iterators = new HashSet<string>();
        if (hasTypes && LibBpf.Problem is null)
        {
            using var types = BtfTypes.LoadKernel();
            foreach (var need in needs)
            {
                _ = need.Kind switch
                {
                    "tp_btf" when types.ContainsTracepoint(need.Target) => tracepoints.Add(need.Target),
                    "iter" when types.Contains(BtfKind.Function, "bpf_iter_" + need.Target) => iterators.Add(need.Target),
                    _ => false,
                };
            }
        }

        return new()
        {
            Release = Text("/proc/sys/kernel/osrelease").Trim(),
            Privileges = PrivilegeText.Parse(Text("/proc/self/status")),
            LibraryProblem = LibBpf.Problem,
            LibraryVersion = LibBpf.Version?.ToString(),
            HasTypes = hasTypes,
            Tracepoints = tracepoints,
            Iterators = iterators,
            Records = HostRecords.Read(files),
        };
    }

    private string Text(string path) => Encoding.UTF8.GetString(files.ReadWhole(path));
}
