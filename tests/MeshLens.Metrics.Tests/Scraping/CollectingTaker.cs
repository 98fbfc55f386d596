using System.Collections.Concurrent;
using MeshLens.Core.Identity;
using MeshLens.Metrics.Scraping;
using MeshLens.Metrics.Tracking;

namespace MeshLens.Metrics.Tests.Scraping;

/// <summary>Keeps what it is given.</summary>
internal sealed class CollectingTaker : IMetricsTaker
{
    public ConcurrentQueue<(MeshWorkload? Owner, ScrapeResult Result)> Taken { get; } = new();

    public IEnumerable<double> Gains => Taken.SelectMany(static taken => taken.Result.Gains).Select(static gain => gain.Value);

    public void Take(MeshWorkload? owner, TimeSpan interval, ScrapeResult result) => Taken.Enqueue((owner, result));
}
