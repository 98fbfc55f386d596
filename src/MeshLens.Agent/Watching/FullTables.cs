using MeshLens.Agent.Options;
using Microsoft.Extensions.Logging;

namespace MeshLens.Agent.Watching;

/// <summary>Says in the log when a table of the kernel had no room: at once, and again whenever what it turned away has grown tenfold.</summary>
internal sealed class FullTables(CapacityOptions capacity, ILogger logger)
{
    private Tally _connections = new();
    private Tally _flows = new();

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

    private struct Tally()
    {
        private ulong _due = 1;

        public ulong Total { get; private set; }

        public bool IsWorthTelling(ulong more)
        {
            Total += more;
            if (Total < _due)
            {
                return false;
            }

            _due = Total * 10;
            return true;
        }
    }
}
