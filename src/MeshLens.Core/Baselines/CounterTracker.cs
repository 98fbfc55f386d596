using MeshLens.Core.Signals;
using Orleans;

namespace MeshLens.Core.Baselines;

/// <summary>The rate of one counter.</summary>
[GenerateSerializer, Alias("meshlens.counter-tracker")]
public record struct CounterTracker
{
    [Id(0)] public Counter Counter;
    [Id(1)] public RateTracker Rate;

    // What is sent, connected or closed follows the traffic and accuses nobody: it is taught as it is.
    private readonly bool IsEvent =>
        Counter is Counter.SynRetransmits or Counter.DataRetransmits or Counter.ResetsSent or Counter.ResetsReceived
            or (>= Counter.FailuresBase and < Counter.TurnsUnavailableBase);

    internal void Learn(ulong value, int windows) =>
        Rate.Learn(value, windows, IsEvent ? Reach.Events : double.PositiveInfinity);
}
