namespace MeshLens.Agent.Exemplars;

/// <summary>
/// How much the kernel should tell of single connections, decided after every interval from what it told in that interval: many
/// connections make the sample thinner, many slow turns raise what counts as slow.
/// </summary>
internal sealed class EventPace(int joinsPerSecond, TimeSpan minimumLatency)
{
    private static readonly ulong LowestSlow = Nanoseconds(TimeSpan.FromMilliseconds(1));
    private static readonly ulong HighestSlow = Nanoseconds(TimeSpan.FromSeconds(10));

    private readonly ulong _floor = Math.Max(LowestSlow, Nanoseconds(minimumLatency));

    // A busy node must not begin with a flood: a sixteenth at first, and after one interval what its rate allows.
    public uint JoinMask { get; private set; } = joinsPerSecond == 0 ? uint.MaxValue : 15;

    /// <summary>Turns longer than this are told at once, in nanoseconds.</summary>
    public ulong SlowTurnNs { get; private set; } = Math.Max(Nanoseconds(TimeSpan.FromMilliseconds(10)), Nanoseconds(minimumLatency));

    /// <summary>Handshakes longer than this are told at once, in nanoseconds.</summary>
    public ulong SlowHandshakeNs { get; } = Math.Max(Nanoseconds(TimeSpan.FromMilliseconds(100)), Nanoseconds(minimumLatency));

    /// <param name="endsPerSecond">Connection ends established, also those not told.</param>
    /// <param name="turnsTold">Turn events in the interval.</param>
    /// <param name="turnsWithheld">Turn events above the rate limit, which were not told.</param>
    /// <param name="turnLimit">How many turn events the interval allowed.</param>
    public void Adapt(double endsPerSecond, long turnsTold, long turnsWithheld, int turnLimit)
    {
        JoinMask = JoinSelection.MaskFor(endsPerSecond, joinsPerSecond);
        if (turnsWithheld > 0)
        {
            SlowTurnNs = Math.Min(SlowTurnNs * 2, HighestSlow);
        }
        else if (turnsTold < turnLimit / 8)
        {
            SlowTurnNs = Math.Max(SlowTurnNs * 3 / 4, _floor);
        }
    }

    private static ulong Nanoseconds(TimeSpan duration) => (ulong)duration.Ticks * (ulong)TimeSpan.NanosecondsPerTick;
}
