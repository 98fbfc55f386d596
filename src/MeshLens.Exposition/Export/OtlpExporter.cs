using MeshLens.Exposition.Edges;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MeshLens.Exposition.Export;

/// <summary>Sends metrics from time to time, if there is somebody to send them to.</summary>
/// <remarks>
/// Totals are told anew each time, so nothing is kept for a backend that is down. It is asked again sooner than usual, after pauses that
/// double, as OpenTelemetry's protocol wants it: its first point after an outage is then young.
/// </remarks>
internal sealed partial class OtlpExporter(
    MetricsExport metrics, EdgeSelection edges, IOptions<ExpositionOptions> options, TimeProvider time, ILogger<OtlpExporter> log) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestAsked = TimeSpan.FromMinutes(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Value.Endpoint is null ? Task.CompletedTask : SendMetrics(stoppingToken);

    private async Task SendMetrics(CancellationToken cancellation)
    {
        // Edges add up from the first time that somebody asks.
        edges.Take();
        var (pause, failures) = (options.Value.Every, 0);
        while (true)
        {
            await Task.Delay(pause, time, cancellation);
            var answer = await TrySend(cancellation);
            failures = answer.Result == ExportResult.Later ? failures + 1 : 0;
            pause = failures == 0 ? options.Value.Every : PauseAfter(failures, options.Value.Every, answer.After);
        }
    }

    private async Task<ExportAnswer> TrySend(CancellationToken cancellation)
    {
        try
        {
            return await metrics.Send(cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested) // Whatever it is, a server does not end because metrics could not be sent.
        {
            LogFault(fault);
            return new(ExportResult.Refused);
        }
    }

    /// <summary>How long a backend is left alone that wants to be.</summary>
    /// <param name="failures">How often in a row it has wanted that, 1 or more.</param>
    /// <param name="every">The usual pause, which the doubling ends at.</param>
    /// <param name="asked">What it asked for.</param>
    internal static TimeSpan PauseAfter(int failures, TimeSpan every, TimeSpan? asked)
    {
        var doubled = FirstPause * Math.Pow(2, Math.Min(failures - 1, 12));
        var own = doubled < every ? doubled : every;
        var wish = asked is { } wanted && wanted < LongestAsked ? wanted : asked is null ? TimeSpan.Zero : LongestAsked;
        return wish > own ? wish : own;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Metrics could not be sent because of a mistake of MeshLens; they are told again next time.")]
    private partial void LogFault(Exception fault);
}
