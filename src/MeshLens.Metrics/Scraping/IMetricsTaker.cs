using MeshLens.Core.Identity;
using MeshLens.Metrics.Tracking;

namespace MeshLens.Metrics.Scraping;

/// <summary>Gets what was scraped. Called by many scrapes at once, and keeps none of them waiting.</summary>
public interface IMetricsTaker
{
    /// <param name="owner">Whose proxy was asked: the caller of what its clusters say. Null when nobody says.</param>
    /// <param name="interval">How often it is asked.</param>
    /// <param name="result">What it gained since it was asked before.</param>
    void Take(MeshWorkload? owner, TimeSpan interval, ScrapeResult result);
}
