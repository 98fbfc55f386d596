using MeshLens.Core.Edges;
using MeshLens.Ingest.Flows;

namespace MeshLens.Ingest.Naming;

/// <summary>Names both ends of a flow from what its own end sees: the near end with its process, the far end by its address.</summary>
internal sealed class FlowNamer(EndpointNames names)
{
    public int Version => names.Version;

    public FlowNames Name(Flow seen)
    {
        var (flow, node) = (seen.Definition, seen.Node);
        var near = names.Resolve(new()
        {
            Address = flow.Local,
            Port = flow.End == End.Server ? flow.Port : 0,
            Node = node,
            NetworkNamespace = flow.NetworkNamespace,
            Process = flow.Process,
            At = seen.Since, // A process keeps the address it began with.
        });
        var far = names.Resolve(new()
        {
            Address = flow.Remote,
            Port = flow.End == End.Client ? flow.Port : 0,
            Node = node,
            NetworkNamespace = flow.PeerNetworkNamespace != 0 ? flow.PeerNetworkNamespace : flow.NetworkNamespace,
            Process = flow.PeerPid == 0 ? null : node.Find(flow.PeerPid),
        });
        return flow.End == End.Client ? new(near, far, node.Cluster) : new(far, near, node.Cluster);
    }
}
