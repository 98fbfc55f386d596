using MeshLens.Core.Windows;
using MeshLens.Ingest.Configuration;
using MeshLens.Ingest.Edges;
using MeshLens.Ingest.Naming;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace MeshLens.Ingest.AccessLogs;

/// <summary>Runs the workers that read what was queued.</summary>
internal sealed class AccessLogIntake(
    AccessLogQueue queue, EndpointNames names, EdgeTable edges, ConnectionsSeen connections, AccessLogInstruments instruments, WindowClock clock,
    IOptions<IngestOptions> options)
    : BackgroundService
{
    /// <summary>A worker of its own; a benchmark drives one without the queue.</summary>
    public AccessLogWorker CreateWorker() => new(new EdgeFinder(names, edges, clock), connections, instruments, clock);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        stoppingToken.Register(queue.Complete);
        return Task.WhenAll(Enumerable.Range(0, options.Value.AccessLogWorkers).Select(_ => Task.Run(WorkAsync, CancellationToken.None)));
    }

    private async Task WorkAsync()
    {
        var worker = CreateWorker();
        await foreach (var message in queue.Reader.ReadAllAsync())
        {
            worker.Take(message);
            queue.Done(message);
        }
    }
}
