using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MeshLens.Agent.Kernel;

namespace MeshLens.Agent.Aggregation;

/// <summary>The flows the agent has announced, and the processes they belong to. Bounded.</summary>
internal sealed class FlowTable(int capacity)
{
    private readonly Dictionary<uint, KnownFlow> _flows = [];
    private readonly Dictionary<int, int> _flowsOfProcess = [];

    public int Count => _flows.Count;

    /// <summary>Processes that have at least one flow.</summary>
    public Dictionary<int, int>.KeyCollection ProcessIds => _flowsOfProcess.Keys;

    public bool HasProcess(int processId) => _flowsOfProcess.ContainsKey(processId);

    /// <summary>Adds a flow; false when it is known already or there is no room.</summary>
    public bool TryAdd(uint id, Role role, int processId, long now)
    {
        if (_flows.Count >= capacity || !_flows.TryAdd(id, new() { Role = role, ProcessId = processId, ActiveAt = now }))
        {
            return false;
        }

        if (processId != 0)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_flowsOfProcess, processId, out _)++;
        }

        return true;
    }

    public bool Contains(uint id) => _flows.ContainsKey(id);

    /// <summary>Marks a flow as active and tells its role; false when it is unknown.</summary>
    public bool TryTouch(uint id, long now, out Role role)
    {
        ref var flow = ref CollectionsMarshal.GetValueRefOrNullRef(_flows, id);
        if (Unsafe.IsNullRef(ref flow))
        {
            role = Role.Unknown;
            return false;
        }

        flow.ActiveAt = now;
        role = flow.Role;
        return true;
    }

    /// <summary>Counts a connection that was told of a flow; false when the flow is unknown or had <paramref name="first"/> of them.</summary>
    public bool IsAmongFirst(uint id, int first)
    {
        ref var flow = ref CollectionsMarshal.GetValueRefOrNullRef(_flows, id);
        return !Unsafe.IsNullRef(ref flow) && flow.Told < first && flow.Told++ < first;
    }

    /// <summary>Whether a flow is known and was last active before <paramref name="since"/>.</summary>
    public bool IsIdle(uint id, long since) => _flows.TryGetValue(id, out var flow) && flow.ActiveAt < since;

    public void Remove(uint id)
    {
        if (!_flows.Remove(id, out var flow) || flow.ProcessId == 0)
        {
            return;
        }

        ref var count = ref CollectionsMarshal.GetValueRefOrNullRef(_flowsOfProcess, flow.ProcessId);
        if (--count == 0)
        {
            _flowsOfProcess.Remove(flow.ProcessId);
        }
    }
}
