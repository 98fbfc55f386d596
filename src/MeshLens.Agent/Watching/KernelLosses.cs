using LibBpfSharp;
using MeshLens.Agent.Kernel;
using MeshLens.Agent.Streaming;

namespace MeshLens.Agent.Watching;

/// <summary>What the programs could not record, as differences of the totals they keep per CPU.</summary>
internal sealed class KernelLosses(BpfMap map)
{
    private readonly BpfPerCpuMap<uint, ulong> _totals = map.PerCpuView<uint, ulong>();
    private readonly ulong[] _perCpu = new ulong[LibBpf.PossibleCpus];
    private readonly ulong[] _told = new ulong[(int)Lost.Counter + 1];

    /// <summary>Durations that found no room to be summed up, as of the last call.</summary>
    public long UnplacedSamples { get; private set; }

    /// <summary>Connection ends that found no room in the table of watched sockets, as of the last call.</summary>
    public ulong UnwatchedConnections { get; private set; }

    /// <summary>Connection ends whose flow found no room, as of the last call.</summary>
    public ulong UnwatchedFlows { get; private set; }

    /// <summary>Adds what was lost since the last call.</summary>
    /// <returns>How many slow turns were withheld because there were too many; they are measured, only not told one by one.</returns>
    public long AddTo(LossTally losses)
    {
        for (var reason = Lost.FlowEvent; reason <= Lost.TurnEvent; reason++)
        {
            losses.KernelEvents += Since(reason);
        }

        losses.KernelFlows += UnwatchedFlows = Since(Lost.Flow);
        losses.KernelConnections += UnwatchedConnections = Since(Lost.Socket);
        var samples = Since(Lost.Sample);
        UnplacedSamples = (long)samples;
        losses.KernelSamples += samples + Since(Lost.Counter);
        return (long)Since(Lost.TurnRate);
    }

    private ulong Since(Lost reason)
    {
        ulong total = 0;
        if (_totals.TryLookup((uint)reason, _perCpu))
        {
            foreach (var count in _perCpu)
            {
                total += count;
            }
        }

        var news = total - _told[(int)reason];
        _told[(int)reason] = total;
        return news;
    }
}
