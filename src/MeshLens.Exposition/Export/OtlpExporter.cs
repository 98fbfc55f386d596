using MeshLens.Exposition.Edges;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace MeshLens.Exposition.Export;

/// <summary>Sends metrics from time to time, if there is somebody to send them to.</summary>
internal sealed class OtlpExporter(MetricsExport metrics, EdgeSelection edges, IOptions<ExpositionOptions> options, TimeProvider time) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Value.Endpoint is null ? Task.CompletedTask : SendMetrics(stoppingToken);

    private async Task SendMetrics(CancellationToken cancellation)
    {
        // Edges add up from the first time that somebody asks.
        edges.Take();
        using var timer = new PeriodicTimer(options.Value.Every, time);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            await metrics.Send(cancellation);
        }
    }
}
