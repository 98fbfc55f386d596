using MeshLens.Agent.Aggregation;

namespace MeshLens.Agent.Watching;

/// <summary>
/// Flows that were deleted from the kernel's map and are not yet retired. A connection that was opened at that very moment still
/// counts for its flow, so it stays known until it has been quiet once more.
/// </summary>
internal sealed class LeavingFlows(FlowTable table)
{
    private readonly HashSet<uint> _ids = [];

    /// <summary>The kernel's map has it no longer.</summary>
    public void Add(uint id) => _ids.Add(id);

    /// <summary>Removes those that had nothing since <paramref name="quiet"/>, and tells each.</summary>
    public void Retire(long quiet, Action<uint> retire) => _ids.RemoveWhere(id =>
    {
        if (!table.IsIdle(id, quiet))
        {
            return false;
        }

        retire(id);
        return true;
    });
}
