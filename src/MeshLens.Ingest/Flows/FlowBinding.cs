using MeshLens.Ingest.Naming;

namespace MeshLens.Ingest.Flows;

/// <summary>What a flow was named from, to notice when that is out of date.</summary>
/// <param name="NamesVersion">Of the naming sources.</param>
/// <param name="NodeVersion">Of what was known of its node.</param>
/// <param name="Names">As its own end sees both.</param>
internal sealed record FlowBinding(int NamesVersion, int NodeVersion, FlowNames Names)
{
    /// <summary>An end has no better name than its address: what the node learns later may give it one.</summary>
    public bool IsProvisional => Names.Source.Source == NameSource.Address || Names.Destination.Source == NameSource.Address;
}
