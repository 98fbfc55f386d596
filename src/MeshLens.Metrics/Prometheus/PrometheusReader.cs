using MeshLens.Core.Windows;
using MeshLens.Metrics.Scraping;
using MeshLens.Metrics.Tracking;

namespace MeshLens.Metrics.Prometheus;

/// <summary>
/// Asks a Prometheus for Istio's standard metrics, one after the other, series by series: sums over series would take the restart of one
/// proxy for a burst. Buckets of histograms and statistics of clusters are not asked for.
/// </summary>
public sealed class PrometheusReader
{
    private static readonly string[] Names =
    [
        "istio_requests_total", "istio_request_duration_milliseconds_sum", "istio_request_duration_milliseconds_count", "istio_request_bytes_sum",
        "istio_response_bytes_sum", "istio_tcp_connections_opened_total", "istio_tcp_connections_closed_total", "istio_tcp_connections_failed_total",
        "istio_tcp_sent_bytes_total", "istio_tcp_received_bytes_total",
    ];

    private readonly PrometheusOptions _options;
    private readonly IMetricsTaker _taker;
    private readonly TimeProvider _time;
    private readonly SeriesBudget _budget;
    private readonly List<PrometheusMetric> _metrics;
    private PrometheusStatus _status;

    /// <param name="options">Valid ones.</param>
    /// <param name="taker">Gets what the metrics gained.</param>
    /// <param name="time">Decides rounds and timeouts.</param>
    public PrometheusReader(PrometheusOptions options, IMetricsTaker taker, TimeProvider time)
    {
        (_options, _taker, _time, _budget) = (options, taker, time, new(options.MaximumSeries));
        var clock = new WindowClock(time);
        _metrics = [.. Names.Select(name => new PrometheusMetric(name, options, _budget, clock))];
        _status = new() { Since = time.GetUtcNow() };
    }

    /// <summary>How it goes.</summary>
    public PrometheusStatus Status => Volatile.Read(ref _status);

    /// <summary>Who is asked.</summary>
    public Uri Address => _options.Address;

    /// <summary>Asks until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(_options.Interval, _time);
        try
        {
            do
            {
                await RoundAsync(stopping);
            }
            while (await timer.WaitForNextTickAsync(stopping));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Asked to stop.
        }
    }

    /// <summary>Asks for every metric once.</summary>
    internal async Task RoundAsync(CancellationToken stopping)
    {
        List<(string, string)> troubles = [];
        try
        {
            using var client = new PrometheusClient(_options);
            foreach (var metric in _metrics)
            {
                await AskAsync(metric, client, troubles, stopping);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            troubles.Add(("", fault.Message));
        }

        Note(troubles);
    }

    private async Task AskAsync(PrometheusMetric metric, PrometheusClient client, List<(string, string)> troubles, CancellationToken stopping)
    {
        try
        {
            var answer = await metric.AskAsync(client, stopping);
            if (answer.Result is { } result)
            {
                _taker.Take(null, _options.Interval, result);
            }
            else
            {
                troubles.Add((metric.Name, answer.Reason!));
            }
        }
        catch (Exception fault) when (fault is not (OutOfMemoryException or OperationCanceledException))
        {
            // Nobody foresaw it: it is told beside the metric, and the others go on.
            troubles.Add((metric.Name, fault.Message));
        }
    }

    private void Note(List<(string, string)> troubles)
    {
        var before = Status;
        Volatile.Write(ref _status, new()
        {
            Troubles = troubles,
            Since = before.Rounds > 0 && before.Troubles.Count > 0 == troubles.Count > 0 ? before.Since : _time.GetUtcNow(),
            Rounds = before.Rounds + 1,
            Series = _budget.Taken,
            SeriesLeftOut = _metrics.Sum(static metric => (long)metric.LeftOut),
        });
    }
}
