using System.Globalization;
using System.Net;
using MeshLens.Core.Windows;
using MeshLens.Metrics.Text;
using MeshLens.Metrics.Tracking;

namespace MeshLens.Metrics.Scraping;

/// <summary>Scrapes one target: one scrape at a time, each within its limits, and no trouble of a target is an exception.</summary>
/// <param name="client">May serve many targets; must not follow redirects, since a target speaks for itself alone.</param>
/// <param name="addresses">Such as <c>http://10.1.2.3:15020/stats/prometheus</c>; when one fails, the next time another is asked.</param>
/// <param name="limits">Of each scrape.</param>
/// <param name="time">Says when a scrape is asked for, and when it has taken too long. A step of the machine's clock counts for nothing.</param>
/// <param name="budget">What all targets may remember together.</param>
/// <param name="withBuckets">Also the buckets of histograms, which are nine of ten series.</param>
public sealed class TargetScraper(
    HttpMessageInvoker client, IReadOnlyList<Uri> addresses, ScrapeLimits limits, TimeProvider time, SeriesBudget? budget = null, bool withBuckets = true)
{
    private readonly TargetSeries _series = new(limits.MaximumSeries, budget, withBuckets);
    private readonly MetricsReaderState _state = new(MetricsFormat.Prometheus);
    private readonly WindowClock _clock = new(time);
    private int _asked;

    /// <summary>The one that is asked next.</summary>
    public Uri Address => addresses[_asked % addresses.Count];

    /// <summary>Series that are remembered.</summary>
    public int Series => _series.Count;

    /// <summary>A client for any number of targets: gzip, no redirects, no proxy, no cookies, one connection per target.</summary>
    /// <param name="guard">Says to which addresses it may connect; none leaves it every one.</param>
    public static HttpMessageInvoker CreateClient(MeshOnly? guard = null)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.GZip,
            UseCookies = false,
            UseProxy = false,
            MaxConnectionsPerServer = 1,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2),
        };
        if (guard is not null)
        {
            handler.ConnectCallback = guard.ConnectAsync;
        }

        return new(handler);
    }

    /// <summary>The target is gone: what was remembered of it makes room. Not while it is being scraped.</summary>
    public void Forget() => _series.Forget();

    /// <summary>Asks once. Throws only when it is cancelled.</summary>
    public async Task<ScrapeAnswer> ScrapeAsync(CancellationToken cancellation)
    {
        var at = _clock.Now;
        using var late = new CancellationTokenSource(limits.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        _series.Begin();
        try
        {
            return await AskAsync(at, both.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Failed(at, ScrapeFailure.TimedOut, string.Create(CultureInfo.InvariantCulture, $"No whole answer within {limits.Timeout.TotalSeconds} s."));
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or InvalidDataException)
        {
            return Failed(at, ScrapeFailure.Unreachable, fault.Message);
        }
    }

    private async Task<ScrapeAnswer> AskAsync(DateTimeOffset at, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address);
        request.Headers.TryAddWithoutValidation("Accept", ContentTypes.Accepted);
        using var response = await client.SendAsync(request, cancellation);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return Failed(at, ScrapeFailure.Refused, $"The answer was {(int)response.StatusCode}.");
        }

        _state.Begin(ContentTypes.FormatOf(response.Content.Headers.ContentType?.ToString()));
        await using var text = await response.Content.ReadAsStreamAsync(cancellation);
        var bytes = await MetricsStream.ReadAsync(text, _state, _series, limits.MaximumBytes, cancellation);
        var result = _series.End(at, _state.Error is null);
        return result.Outcome switch
        {
            ScrapeOutcome.Malformed => Elsewhere(ScrapeAnswer.Failed(ScrapeFailure.Malformed, _state.Error!.ToString())),
            ScrapeOutcome.Late => ScrapeAnswer.Failed(ScrapeFailure.Late, "The clock did not advance since the scrape before."),
            _ => new(ScrapeFailure.None, null, result, bytes, _state.Line),
        };
    }

    private ScrapeAnswer Failed(DateTimeOffset at, ScrapeFailure failure, string reason)
    {
        _series.End(at, isWhole: false);
        return Elsewhere(ScrapeAnswer.Failed(failure, reason));
    }

    private ScrapeAnswer Elsewhere(ScrapeAnswer failure)
    {
        _asked++;
        return failure;
    }
}
