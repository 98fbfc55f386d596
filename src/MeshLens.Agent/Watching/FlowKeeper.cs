using LibBpfSharp;
using MeshLens.Agent.Aggregation;
using MeshLens.Agent.Kernel;
using MeshLens.Agent.Streaming;

namespace MeshLens.Agent.Watching;

/// <summary>Announces flows as they appear and retires those that have gone quiet, in the kernel's map as in the agent's table.</summary>
internal sealed class FlowKeeper(
    BpfMap map, int capacity, FlowTable table, FlowDescriber describer, FlowAnnouncements announcements, BatchBuilder builder)
{
    private const int Portion = 512;
    private const long Second = 1_000_000_000;
    private const long QuietLong = 60 * Second;

    // When more than half of the room is taken, quiet flows have to leave sooner.
    private const long QuietShort = 10 * Second;

    private readonly BpfMapBatch<FlowKey, Flow> _batch = map.View<FlowKey, Flow>().CreateBatch(Portion);
    private readonly BpfMap<FlowKey, Flow> _flows = map.View<FlowKey, Flow>();
    private readonly LeavingFlows _leaving = new(table);

    /// <summary>A flow appeared.</summary>
    public void Add(uint id, in FlowKey key, in CommBytes comm, long now)
    {
        if (!TryAnnounce(id, key, comm, now) && !table.Contains(id))
        {
            builder.Losses.KernelFlows++;
        }
    }

    /// <summary>Goes through the kernel's flows: announces those whose event was lost, retires those that are quiet.</summary>
    public void Tidy(long now)
    {
        var quiet = now - (table.Count > capacity / 2 ? QuietShort : QuietLong);
        _leaving.Retire(quiet, builder.Retire);
        _batch.Restart();
        while (_batch.ReadNext())
        {
            for (var i = 0; i < _batch.Count; i++)
            {
                Tidy(_batch.Keys[i], _batch.Values[i], quiet, now);
            }
        }
    }

    private void Tidy(in FlowKey key, in Flow flow, long quiet, long now)
    {
        if (!table.Contains(flow.Id))
        {
            TryAnnounce(flow.Id, key, default, now);
        }
        else if ((long)flow.LastOpenedNs < quiet && table.IsIdle(flow.Id, quiet))
        {
            _flows.Delete(key);
            _leaving.Add(flow.Id);
        }
    }

    private bool TryAnnounce(uint id, in FlowKey key, in CommBytes comm, long now)
    {
        if (!table.TryAdd(id, key.Role, (int)key.Tgid, now))
        {
            return false;
        }

        announcements.Add(describer.Describe(id, key, comm));
        return true;
    }
}
