using MeshLens.Metrics.Tracking;

namespace MeshLens.Metrics.Scraping;

/// <summary>How a scrape went.</summary>
/// <param name="Failure">None when it was taken.</param>
/// <param name="Reason">What to tell people; null when it was taken.</param>
/// <param name="Result">What the target's series gained; null after a failure.</param>
/// <param name="Bytes">Of the text, after decompression.</param>
/// <param name="Lines">Of the text.</param>
public sealed record ScrapeAnswer(ScrapeFailure Failure, string? Reason, ScrapeResult? Result, long Bytes, long Lines)
{
    internal static ScrapeAnswer Failed(ScrapeFailure failure, string reason) => new(failure, reason, null, 0, 0);
}
