namespace MeshLens.Agent.Watching;

/// <summary>
/// How soon the kernel is looked after again. Normally that is a matter of freshness; sooner where the ring or the sums would not
/// have room for so long. Room costs memory all the time, and looking costs only while there is much to see.
/// </summary>
/// <param name="interval">How long an interval is meant to be.</param>
/// <param name="ringBytes">The room for events.</param>
/// <param name="samples">The room for sums of one interval.</param>
internal sealed class Tempo(TimeSpan interval, long ringBytes, int samples)
{
    // What comes next may be twice as much.
    private const double RingShare = 0.25;
    private const double SampleShare = 0.5;

    private static readonly TimeSpan LongestTick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ShortestTick = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(200);

    private readonly TimeSpan _longest = interval;

    /// <summary>Until the ring is read again.</summary>
    public TimeSpan Tick { get; private set; } = LongestTick;

    /// <summary>How long the current interval lasts.</summary>
    public TimeSpan Interval { get; private set; } = interval;

    /// <param name="bytes">What the ring held.</param>
    /// <param name="since">How long it had been filling.</param>
    public void RingRead(long bytes, TimeSpan since) => Tick = Until(RingShare * ringBytes, bytes, since, ShortestTick, LongestTick);

    /// <param name="wanted">Sums the interval held, and those that found no room.</param>
    /// <param name="lasted">How long it was.</param>
    public void IntervalEnded(long wanted, TimeSpan lasted) =>
        Interval = Until(SampleShare * samples, wanted, lasted, ShortestInterval < _longest ? ShortestInterval : _longest, _longest);

    private static TimeSpan Until(double room, long used, TimeSpan since, TimeSpan shortest, TimeSpan longest)
    {
        var full = used == 0 ? double.PositiveInfinity : since.TotalSeconds * room / used;
        return full >= longest.TotalSeconds ? longest : full <= shortest.TotalSeconds ? shortest : TimeSpan.FromSeconds(full);
    }
}
