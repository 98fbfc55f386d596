using System.Text;
using MeshLens.Agent.Kernel;
using MeshLens.Agent.Processes;
using MeshLens.Protocol.V1;

namespace MeshLens.Agent.Aggregation;

/// <summary>Says who a flow belongs to, in the words of the wire.</summary>
internal sealed class FlowDescriber(ProcessDirectory processes, CgroupDirectory cgroups)
{
    /// <inheritdoc cref="CgroupDirectory.CutWalks"/>
    public long CutCgroupWalks => cgroups.CutWalks;

    public Protocol.V1.Flow Describe(uint id, in FlowKey key, in CommBytes comm) => new()
    {
        Id = id,
        Role = key.Role == Kernel.Role.Server ? Protocol.V1.Role.Server : Protocol.V1.Role.Client,
        LocalAddress = KernelAddress.ToWire(key.Local, key.Family),
        RemoteAddress = KernelAddress.ToWire(key.Remote, key.Family),
        ServicePort = key.Port,
        NetworkNamespace = key.Netns,
        Cgroup = key.Cgroup,
        Process = Identify(key.Tgid, key.Cgroup, ReadName(comm)),
        PeerPid = key.PeerTgid,
        PeerNetworkNamespace = key.PeerNetns,
        PeerFlow = key.PeerFlow,
    };

    public Process DescribeProcess(int processId) => ToWire(processes.Find(processId), default);

    /// <summary>The process, or when it is not known the container of its socket.</summary>
    public Process DescribeProcess(uint processId, ulong cgroup) => Identify(processId, cgroup, name: "");

    public static Process ToWire(ProcessIdentity identity, ContainerIdentity fallback) => new()
    {
        Pid = (uint)identity.ProcessId,
        StartTicks = identity.StartTicks,
        Name = identity.Name,
        Executable = identity.Executable,
        ContainerId = identity.Container.ContainerId is { Length: > 0 } container ? container : fallback.ContainerId ?? "",
        PodUid = identity.Container.PodUid is { Length: > 0 } pod ? pod : fallback.PodUid ?? "",
    };

    // A process that ended before it could be read is still known by its name, and its socket's cgroup by its path.
    private Process Identify(uint processId, ulong cgroup, string name)
    {
        var identity = processId == 0 ? ProcessIdentity.Gone(0, name) : processes.Find((int)processId, name);
        var container = identity.Container.ContainerId.Length == 0 && cgroups.Find(cgroup) is { } path
            ? ContainerIdentity.FromCgroup(path)
            : default;
        return ToWire(identity, container);
    }

    private static string ReadName(ReadOnlySpan<byte> comm)
    {
        var end = comm.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? comm : comm[..end]);
    }
}
