using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MeshLens.Metrics.Scraping;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace MeshLens.Metrics.Tests.Scraping;

public sealed class TargetScraperTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Target_ScrapedTwice_SaysWhatGrew()
    {
        var count = 100;
        await using var target = await FakeTarget.StartAsync(context => Compressed(context, $"istio_requests_total{{reporter=\"source\"}} {count}\n# EOF\n"));
        var scraper = Create(target.Address);

        var first = await ScrapeAsync(scraper);
        count = 107;
        var second = await ScrapeAsync(scraper);

        Assert.Equal((ScrapeFailure.None, 2L), (first.Failure, first.Lines));
        Assert.Empty(first.Result!.Gains);
        Assert.Equal(7, Assert.Single(second.Result!.Gains).Value);
    }

    [Fact]
    public async Task Target_ThatRefuses_IsNotFollowedElsewhere()
    {
        await using var target = await FakeTarget.StartAsync(static context =>
        {
            context.Response.Redirect("http://127.0.0.1:1/");
            return Task.CompletedTask;
        });

        var answer = await ScrapeAsync(Create(target.Address));

        Assert.Equal((ScrapeFailure.Refused, "The answer was 302."), (answer.Failure, answer.Reason));
    }

    [Theory]
    [InlineData("a{b=} 1\n# EOF\n", "Line 1, column 5: The value of a label must begin with '\"', and there is '}'.")]
    [InlineData("a 1\n", "Line 2, column 1: The text ends without # EOF, so it was cut off.")]
    public async Task Target_WithAMistake_IsToldWhere(string text, string reason)
    {
        await using var target = await FakeTarget.StartAsync(context => Compressed(context, text));

        var answer = await ScrapeAsync(Create(target.Address));

        Assert.Equal((ScrapeFailure.Malformed, reason), (answer.Failure, answer.Reason));
    }

    [Fact]
    public async Task Target_WithAnEndlessText_IsGivenUpAtTheLimit()
    {
        // Small when compressed: the limit is on what comes out.
        await using var target = await FakeTarget.StartAsync(context => Compressed(context, string.Concat(Enumerable.Repeat("a 1\n", 500_000))));

        var answer = await ScrapeAsync(Create(target.Address));

        Assert.Equal(ScrapeFailure.Malformed, answer.Failure);
        Assert.Contains("longer than 1000000 bytes", answer.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Target_ThatNeverAnswers_TimesOut()
    {
        var asked = new TaskCompletionSource();
        await using var target = await FakeTarget.StartAsync(async context =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        });

        var scrape = ScrapeAsync(Create(target.Address));
        await asked.Task;
        _time.Advance(TimeSpan.FromSeconds(6));

        Assert.Equal((ScrapeFailure.TimedOut, "No whole answer within 5 s."), ((await scrape).Failure, (await scrape).Reason));
    }

    [Fact]
    public async Task Target_ThatIsGone_IsUnreachable()
    {
        // Bound, so that nobody else gets the port, and not listening.
        using var nobody = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        nobody.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        Assert.Equal(ScrapeFailure.Unreachable, (await ScrapeAsync(Create(new($"http://{nobody.LocalEndPoint}/stats/prometheus")))).Failure);
    }

    [Fact]
    public async Task Scrape_WhenStopped_EndsAtOnce()
    {
        await using var target = await FakeTarget.StartAsync(static _ => Task.CompletedTask);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Create(target.Address).ScrapeAsync(new(canceled: true)));
    }

    private TargetScraper Create(Uri address) => new(TargetScraper.CreateClient(), [address], new(TimeSpan.FromSeconds(5), 1_000_000, 100), _time);

    private Task<ScrapeAnswer> ScrapeAsync(TargetScraper scraper)
    {
        _time.Advance(TimeSpan.FromSeconds(15));
        return scraper.ScrapeAsync(TestContext.Current.CancellationToken);
    }

    private static async Task Compressed(HttpContext context, string text)
    {
        Assert.Contains("gzip", context.Request.Headers.AcceptEncoding.ToString(), StringComparison.Ordinal);
        context.Response.ContentType = "application/openmetrics-text; version=1.0.0";
        context.Response.Headers.ContentEncoding = "gzip";
        await using var compressed = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
        await compressed.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted);
    }
}
