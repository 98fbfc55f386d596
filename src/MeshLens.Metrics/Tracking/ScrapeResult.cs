namespace MeshLens.Metrics.Tracking;

/// <summary>What a scrape added to what the one before had said.</summary>
/// <param name="Since">When the scrape before was asked for; equal to <paramref name="At"/> for the first.</param>
/// <param name="At">When this one was asked for.</param>
/// <param name="Resets">Counters that are below what they were: a proxy began anew, or forgot them.</param>
/// <param name="Vanished">Series that were there and are not.</param>
/// <param name="Overflow">Series for which there was no room.</param>
public sealed record ScrapeResult(
    ScrapeOutcome Outcome, DateTimeOffset Since, DateTimeOffset At, IReadOnlyList<Gain> Gains, int Resets, int Vanished, int Overflow)
{
    internal static ScrapeResult Nothing(ScrapeOutcome outcome, DateTimeOffset at) => new(outcome, at, at, [], 0, 0, 0);
}
