using System.Text.Json;
using MeshLens.Core.Windows;
using MeshLens.Metrics.Scraping;
using MeshLens.Metrics.Tracking;

namespace MeshLens.Metrics.Prometheus;

/// <summary>One metric of a Prometheus: what all its series were the last time. Metrics are asked apart, so that one that is too large spoils no other.</summary>
internal sealed class PrometheusMetric(string name, PrometheusOptions options, SeriesBudget budget, WindowClock clock)
{
    private const int LongestReason = 300;

    private readonly TargetSeries _series = new(options.MaximumSeries, budget, withBuckets: false);

    public string Name => name;

    /// <summary>Series of the last answer for which there was no room.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Asks once. Throws only when it is cancelled.</summary>
    public async Task<ScrapeAnswer> AskAsync(PrometheusClient client, CancellationToken cancellation)
    {
        var at = clock.Now;
        using var late = new CancellationTokenSource(options.Timeout, clock.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        _series.Begin();
        try
        {
            return await AskAsync(client, at, both.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Failed(at, ScrapeFailure.TimedOut, "No whole answer in time.");
        }
        catch (Exception fault) when (fault is JsonException or InvalidDataException)
        {
            return Failed(at, ScrapeFailure.Malformed, fault.Message);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return Failed(at, ScrapeFailure.Unreachable, fault.InnerException?.Message ?? fault.Message);
        }
    }

    private async Task<ScrapeAnswer> AskAsync(PrometheusClient client, DateTimeOffset at, CancellationToken cancellation)
    {
        using var response = await client.AskAsync($"{name}{{{options.Matchers}}}", cancellation);
        var answer = new PrometheusAnswer(_series);
        if (response.Content.Headers.ContentType?.MediaType is "application/json")
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
            await PrometheusStream.ReadAsync(stream, answer, options.MaximumBytes, cancellation);
        }

        if (!response.IsSuccessStatusCode || answer is not { Status: "success", ResultType: "vector", Mistake: null })
        {
            return Failed(at, response.IsSuccessStatusCode ? ScrapeFailure.Malformed : ScrapeFailure.Refused, Reason(response, answer));
        }

        var result = _series.End(at, isWhole: true);
        LeftOut = result.Overflow;
        return result.Outcome == ScrapeOutcome.Late
            ? ScrapeAnswer.Failed(ScrapeFailure.Late, "The clock did not advance since the time before.")
            : new(ScrapeFailure.None, null, result, 0, 0);
    }

    private static string Reason(HttpResponseMessage response, PrometheusAnswer answer)
    {
        var reason = answer.Error.Length > 0 ? answer.Error
            : answer.Mistake is { } mistake ? mistake.ToString()
            : response.IsSuccessStatusCode ? "What answers is no Prometheus: its answer is no vector in JSON."
            : $"The answer was {(int)response.StatusCode}.";
        return reason[..Math.Min(reason.Length, LongestReason)];
    }

    private ScrapeAnswer Failed(DateTimeOffset at, ScrapeFailure failure, string reason)
    {
        _series.End(at, isWhole: false);
        return ScrapeAnswer.Failed(failure, reason);
    }
}
