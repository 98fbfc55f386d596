using MeshLens.Ingest.Naming;
using MeshLens.Ingest.Naming.Processes;

namespace MeshLens.Ingest.Flows;

/// <summary>What a flow was named from, to notice when that is out of date.</summary>
/// <param name="NamesVersion">Of the naming sources.</param>
/// <param name="NodeVersion">Of what was known of its node.</param>
/// <param name="ListenerVersion">Of what was known of its node's listeners.</param>
/// <param name="Names">As its own end sees both.</param>
internal sealed record FlowBinding(int NamesVersion, int NodeVersion, int ListenerVersion, FlowNames Names)
{
    /// <summary>An end has no better name than its address: what the node learns later may give it one.</summary>
    private bool IsNameless => Names.Source.Source == NameSource.Address || Names.Destination.Source == NameSource.Address;

    /// <summary>
    /// Nothing that the node learned since can give it a better name. A process already named by itself may turn out to listen
    /// on a port that the operator has named; what else a node learns all the time, new processes above all, cannot matter to it.
    /// </summary>
    public bool IsCurrent(NodeProcesses node) =>
        ListenerVersion == node.ListenerVersion && (!IsNameless || NodeVersion == node.Version);
}
