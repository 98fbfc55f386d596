using MeshLens.Metrics.Tracking;

namespace MeshLens.Metrics.Tests.Tracking;

public sealed class TargetSeriesTests
{
    [Fact]
    public void Scrape_TheFirst_SaysNothingOfNow()
    {
        var target = new Scraped();

        var first = target.Next(Requests("-", 1000));

        Assert.Equal(ScrapeOutcome.First, first.Outcome);
        Assert.Empty(first.Gains);
        Assert.Equal(first.Since, first.At);
    }

    [Fact]
    public void Scrape_AfterAnother_SaysWhatGrew()
    {
        var target = new Scraped();
        target.Next(Requests("-", 1000) + Requests("UF", 5));

        var second = target.Next(Requests("-", 1010) + Requests("UF", 5));

        Assert.Equal("Requests - 10", Scraped.Gains(second));
        Assert.Equal(TimeSpan.FromSeconds(15), second.At - second.Since);
        Assert.Equal(0, second.Resets);
    }

    [Fact]
    public void Counter_BelowWhatItWas_BeganAnew()
    {
        var target = new Scraped();
        target.Next(Requests("-", 1000));

        var second = target.Next(Requests("-", 7));

        Assert.Equal("Requests - 7", Scraped.Gains(second));
        Assert.Equal(1, second.Resets);
        Assert.Equal("Requests - 3", Scraped.Gains(target.Next(Requests("-", 10))));
    }

    [Fact]
    public void Counter_ThatAppears_BeganAtZero()
    {
        var target = new Scraped();
        target.Next(Requests("-", 1000));

        Assert.Equal("Requests UH 4", Scraped.Gains(target.Next(Requests("-", 1000) + Requests("UH", 4))));
    }

    [Fact]
    public void Counter_ThatVanishedAndCameBack_IsComparedWithWhatItWas()
    {
        var target = new Scraped();
        target.Next(Requests("-", 1000) + Requests("UF", 5));

        Assert.Equal(1, target.Next(Requests("-", 1000)).Vanished);
        Assert.Equal(0, target.Next(Requests("-", 1000)).Vanished);
        Assert.Equal("Requests UF 1", Scraped.Gains(target.Next(Requests("-", 1000) + Requests("UF", 6))));
    }

    [Fact]
    public void Counter_LongVanished_IsForgotten()
    {
        var target = new Scraped();
        target.Next(Requests("-", 1000) + Requests("UF", 5));
        for (var scrape = 0; scrape < TargetSeries.Patience; scrape++)
        {
            target.Next(Requests("-", 1000));
        }

        Assert.Equal(1, target.Series.Count);
        Assert.Equal("Requests UF 2", Scraped.Gains(target.Next(Requests("-", 1000) + Requests("UF", 2))));
    }

    [Fact]
    public void Scrape_NotLaterThanTheLast_IsNotCounted()
    {
        var target = new Scraped();
        target.Next(Requests("-", 1000));
        target.Next(Requests("-", 1010));

        Assert.Equal(ScrapeOutcome.Late, target.Again(Requests("-", 1010)).Outcome);
        Assert.Equal(ScrapeOutcome.Late, target.Earlier(Requests("-", 1005) + Requests("UF", 1)).Outcome);
        Assert.Equal("Requests - 1", Scraped.Gains(target.Next(Requests("-", 1011))));
    }

    [Fact]
    public void Scrape_WithAMistake_CountsAsNone()
    {
        var target = new Scraped();
        target.Next(Requests("-", 1000));

        var broken = target.Next(Requests("-", 1010) + Requests("UF", 9) + "oops");

        Assert.Equal(ScrapeOutcome.Malformed, broken.Outcome);
        Assert.Equal("Requests - 20, Requests UF 9", Scraped.Gains(target.Next(Requests("-", 1020) + Requests("UF", 9))));
    }

    [Fact]
    public void Series_BeyondTheBound_AreCountedAndNeverTakenForABurst()
    {
        var target = new Scraped(maximumSeries: 1);
        target.Next(Requests("-", 1000) + Requests("UF", 5_000_000));
        for (var scrape = 0; scrape < TargetSeries.Patience; scrape++)
        {
            Assert.Equal(1, target.Next(Requests("UF", 5_000_000)).Overflow);
        }

        Assert.Equal("", Scraped.Gains(target.Next(Requests("UF", 5_000_001))));
        Assert.Equal("Requests UF 2", Scraped.Gains(target.Next(Requests("UF", 5_000_003))));
    }

    [Fact]
    public void Series_TwiceInAScrape_CountOnce()
    {
        var target = new Scraped();
        target.Next(Requests("-", 1000));

        Assert.Equal("Requests - 1", Scraped.Gains(target.Next(Requests("-", 1001) + Requests("-", 2000))));
    }

    [Theory]
    [InlineData(5, 8, 3)]
    [InlineData(5, 5, 0)]
    [InlineData(5, 2, 2)]
    [InlineData(5, 0, 0)]
    [InlineData(5, -3, 0)]
    public void Counter_BetweenTwoLooks_GainsThis(double before, double after, double gain) => Assert.Equal(gain, Counters.Gain(before, after));

    [Fact]
    public void Metrics_ThatNobodyAsksFor_AreLeftOut()
    {
        var target = new Scraped();
        target.Next("go_goroutines 5\nenvoy_server_live{} 1\nistio_build{component=\"proxy\"} 1\nistio_requests_total NaN\n");

        Assert.Equal(0, target.Series.Count);
    }

    private static string Requests(string flags, double count) =>
        $"istio_requests_total{{reporter=\"source\",source_workload=\"web\",response_code=\"200\",response_flags=\"{flags}\"}} {count}\n";
}
