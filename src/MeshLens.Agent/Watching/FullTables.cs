using MeshLens.Agent.Options;
using Microsoft.Extensions.Logging;

namespace MeshLens.Agent.Watching;

/// <summary>Says in the log when a table of the kernel had no room: at once, and again whenever what it turned away has grown tenfold.</summary>
internal sealed class FullTables(CapacityOptions capacity, ILogger logger)
{
    private TenfoldTally _connections = new();
    private TenfoldTally _flows = new();

    /// <summary>Connection ends that were not watched since the last call, for want of room for themselves or for their flow.</summary>
    public void Count(ulong connections, ulong flows)
    {
        if (_connections.IsWorthTelling(connections))
        {
            AgentLog.NoRoomForConnections(logger, _connections.Total, capacity.Connections);
        }

        if (_flows.IsWorthTelling(flows))
        {
            AgentLog.NoRoomForFlows(logger, _flows.Total, capacity.Flows);
        }
    }
}
