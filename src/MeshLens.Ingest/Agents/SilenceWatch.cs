using Microsoft.Extensions.Hosting;

namespace MeshLens.Ingest.Agents;

/// <summary>Looks every second for agents that fell silent.</summary>
internal sealed class SilenceWatch(NodeRegistry nodes, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            nodes.MarkSilent();
        }
    }
}
