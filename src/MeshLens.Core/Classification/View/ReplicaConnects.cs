using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Classification.View;

/// <summary>What became of the connects to one replica.</summary>
/// <param name="Ended">Well or not.</param>
/// <param name="Refused">Its host answered that nothing listens, or broke the handshake off.</param>
/// <param name="Silent">Nothing answered until somebody gave up, or a router said that there is nobody.</param>
/// <param name="Failed">For whatever reason.</param>
internal readonly record struct ReplicaConnects(ulong Ended, ulong Refused, ulong Silent, ulong Failed)
{
    private const ulong Few = 3;
    private const double Most = 0.5;
    private const double Hardly = 0.1;

    public static ReplicaConnects Of(EndpointMeasurement? wire) => wire is null ? default : new(
        wire.Count(Counter.ConnectAttempts),
        wire.Count(Counter.FailuresRefused) + wire.Count(Counter.FailuresReset),
        wire.Count(Counter.FailuresTimedOut) + wire.Count(Counter.FailuresHostUnreachable) + wire.Count(Counter.FailuresNetworkUnreachable),
        wire.Counters.Where(counted => counted.Counter is >= Counter.FailuresBase and < Counter.TurnsUnavailableBase)
            .Aggregate(0UL, (sum, counted) => sum + counted.Value));

    /// <summary>Most connects fail, and they are not a few.</summary>
    public bool MostlyFail => Failed >= Few && Failed >= Most * Math.Max(Ended, Failed);

    /// <summary>Connects were made and hardly one failed.</summary>
    public bool Succeed => Ended >= Few && Failed < Hardly * Ended;
}
