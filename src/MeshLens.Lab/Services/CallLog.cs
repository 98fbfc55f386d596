namespace MeshLens.Lab.Services;

/// <summary>What a caller saw since the last report.</summary>
internal sealed class CallLog
{
    private readonly int[] _outcomes = new int[Enum.GetValues<CallOutcome>().Length];

    public DurationLog Handshakes { get; } = new();

    public DurationLog Turns { get; } = new();

    public DurationLog Calls { get; } = new();

    public void Ended(CallOutcome outcome, TimeSpan duration)
    {
        Calls.Add(duration);
        Interlocked.Increment(ref _outcomes[(int)outcome]);
    }

    public IReadOnlyDictionary<string, int> DrainOutcomes() => Enum.GetValues<CallOutcome>()
        .Select(outcome => (outcome, Count: Interlocked.Exchange(ref _outcomes[(int)outcome], 0)))
        .Where(pair => pair.Count > 0)
        .ToDictionary(pair => pair.outcome.ToString(), pair => pair.Count);
}
