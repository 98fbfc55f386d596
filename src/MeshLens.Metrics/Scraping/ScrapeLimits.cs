namespace MeshLens.Metrics.Scraping;

/// <summary>What one scrape may take.</summary>
/// <param name="Timeout">Until the last byte.</param>
/// <param name="MaximumBytes">Of the text, after decompression.</param>
/// <param name="MaximumSeries">Remembered per target; about 100 bytes each.</param>
public sealed record ScrapeLimits(TimeSpan Timeout, long MaximumBytes, int MaximumSeries)
{
    /// <summary>Ten seconds, 64 MiB, 50,000 series.</summary>
    public static ScrapeLimits Default { get; } = new(TimeSpan.FromSeconds(10), 64 << 20, 50_000);
}
