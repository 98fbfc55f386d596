using System.Runtime.InteropServices;
using MeshLens.Agent.Aggregation;
using MeshLens.Agent.Exemplars;
using MeshLens.Agent.Kernel;

namespace MeshLens.Agent.Watching;

/// <summary>Takes the events out of the ring and gives each to whom it concerns.</summary>
internal sealed class EventReader(FlowKeeper flows, FlowTable table, ExemplarBook exemplars, EventPace pace, TimeProvider time)
{
    // As many as the kernel always tells.
    private const int FirstConnections = 8;

    /// <summary>Turn events since <see cref="BeginInterval"/>.</summary>
    public long Turns { get; private set; }

    /// <summary>What was read in all.</summary>
    public long Bytes { get; private set; }

    public void BeginInterval() => Turns = 0;

    /// <summary>Receives one record of the ring. It lies in the kernel's memory and is not kept.</summary>
    public void Read(ReadOnlySpan<byte> record)
    {
        Bytes += record.Length;
        switch (MemoryMarshal.AsRef<EventHeader>(record).Type)
        {
            case EventType.Flow:
                ref readonly var flow = ref MemoryMarshal.AsRef<FlowEvent>(record);
                flows.Add(flow.Event.Flow, flow.Key, flow.Comm, time.GetTimestamp());
                break;
            case EventType.Established or EventType.Failed or EventType.Closed:
                Add(MemoryMarshal.AsRef<ConnectionEvent>(record));
                break;
            case EventType.Turn:
                exemplars.Add(MemoryMarshal.AsRef<TurnEvent>(record));
                Turns++;
                break;
        }
    }

    // The first connections of a flow join its two ends soon; the chosen ones keep them joined.
    private void Add(in ConnectionEvent told)
    {
        var mask = table.IsAmongFirst(told.Event.Flow, FirstConnections) ? JoinSelection.Everything : pace.JoinMask;
        exemplars.Add(told, mask, pace.SlowTurnNs);
    }
}
