using static MeshLens.Metrics.Tests.Scraping.Sidecars;

namespace MeshLens.Metrics.Tests.Scraping;

/// <summary>Alone, because whatever runs beside it allocates as well.</summary>
[Collection(nameof(ScrapeMemoryTests))]
[CollectionDefinition(nameof(ScrapeMemoryTests), DisableParallelization = true)]
public sealed class ScrapeMemoryTests
{
    private const int Most = 50_000;
    private const long MostBytes = 100_000_000;

    [Fact]
    public async Task Turn_AThousandTargetsWithMoreThanIsRemembered_StayWithinTheirBound() =>
        Assert.InRange(await HeldMemory.OfAsync(ScrapedAsync, MostBytes), 1, MostBytes);

    private static async Task<object> ScrapedAsync()
    {
        using var handler = new StubHandler(static uri => Labels(uri.Host, 0, 200));
        using var rig = new LoopRig([], handler, static options => options with { MaximumSeries = Most, Concurrency = 8 });
        PutMany(rig.Index, 1000);

        for (var step = 0; step < 500; step++)
        {
            await rig.StepAsync(0.1);
        }

        Assert.Equal((1000, Most, 200_000L - Most), (rig.Loop.Status.Answering, rig.Loop.Status.Series, rig.Loop.Status.SeriesLeftOut));
        rig.Taker.Taken.Clear();
        handler.Asked.Clear();
        return rig.Loop;
    }
}
