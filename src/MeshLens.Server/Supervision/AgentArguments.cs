using MeshLens.Server.Hosting;

namespace MeshLens.Server.Supervision;

/// <summary>The command line of the supervised agent.</summary>
internal sealed class AgentArguments(BoundAddresses addresses, IReadOnlyList<string> passedOn)
{
    /// <summary>Known once the listeners are up, since a port may have been chosen for us.</summary>
    public IEnumerable<string> Build() => ["run", "--server", addresses.Agents.ToString(), "--die-with-parent", .. passedOn];
}
