using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Classification.View;

/// <summary>Connects that failed in the window, by what their reasons can mean.</summary>
internal sealed class ConnectFailures(LegMeasurement? wire, IReadOnlyList<Windows.ConnectionExemplar> exemplars)
{
    private const ulong LongWaitNs = 200_000_000;

    private static readonly FailureReason[] SaidUnreachable =
        [FailureReason.HostUnreachable, FailureReason.NetworkUnreachable, FailureReason.NoRoute, FailureReason.PermissionDenied];

    /// <summary>The network, or the caller's own host, said that there is no way.</summary>
    public ulong Unreachable { get; } = Sum(wire, SaidUnreachable);

    /// <summary>Nothing answered until the kernel or the caller gave up.</summary>
    public ulong Silent { get; } = (wire?.Failures(FailureReason.TimedOut) ?? 0) + AbandonedAfterSilence(wire, exemplars);

    /// <summary>The destination's host answered that nothing listens.</summary>
    public ulong Refused { get; } = Sum(wire, FailureReason.Refused);

    /// <summary>Something broke the handshake off, and did not say why.</summary>
    public ulong Reset { get; } = Sum(wire, FailureReason.Reset);

    public ulong NoLocalPort { get; } = Sum(wire, FailureReason.NoLocalPort);

    /// <summary>The caller broke off soon after asking: no evidence against anyone.</summary>
    public ulong BrokenOff { get; } =
        (wire?.Failures(FailureReason.Abandoned) ?? 0) - AbandonedAfterSilence(wire, exemplars);

    public ulong All { get; } = Sum(wire, Enum.GetValues<FailureReason>());

    /// <summary>Connects that failed for this reason.</summary>
    public ulong Of(FailureReason reason) => wire?.Failures(reason) ?? 0;

    /// <summary>Every reason that occurred, the most frequent first.</summary>
    public IReadOnlyList<(FailureReason Reason, ulong Count)> Reasons { get; } =
    [
        .. Enum.GetValues<FailureReason>()
            .Where(reason => reason != FailureReason.None)
            .Select(reason => (reason, wire?.Failures(reason) ?? 0))
            .Where(failed => failed.Item2 > 0)
            .OrderByDescending(failed => failed.Item2),
    ];

    public ulong Lasting => Unreachable + Silent + Refused + Reset;

    /// <summary>More than quiet windows have of these reasons.</summary>
    public bool Exceed(ulong minimum, params FailureReason[] reasons)
    {
        double mean = 0, spread = 0;
        ulong value = 0;
        var windows = 0;
        foreach (var reason in reasons)
        {
            var counter = wire?.Find(CounterOf(reason));
            value += counter?.Value ?? 0;
            mean += counter?.Baseline?.Mean ?? 0;
            spread += counter?.Baseline?.Spread ?? 0;
            windows = Math.Max(windows, counter?.Baseline?.Windows ?? 0);
        }

        return RareEvents.Of(value, mean, spread, windows, minimum) >= Strength.Weak;
    }

    private static Counter CounterOf(FailureReason reason) => (Counter)((byte)Counter.FailuresBase + (byte)reason);

    private static ulong Sum(LegMeasurement? wire, params FailureReason[] reasons) =>
        reasons.Aggregate(0UL, (sum, reason) => sum + (wire?.Failures(reason) ?? 0));

    // A caller that gives up is evidence against the path only if its SYNs went unanswered: sent again, or for long.
    private static ulong AbandonedAfterSilence(LegMeasurement? wire, IReadOnlyList<Windows.ConnectionExemplar> exemplars)
    {
        var abandoned = wire?.Failures(FailureReason.Abandoned) ?? 0;
        var retried = wire?.Count(Counter.SynRetransmits) ?? 0;
        var waited = (ulong)exemplars.Count(e => e.Failure == FailureReason.Abandoned && e.HandshakeNs >= LongWaitNs);
        return Math.Min(abandoned, Math.Max(retried, waited));
    }
}
