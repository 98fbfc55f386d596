using MeshLens.Core.Windows;
using MeshLens.Grains.Catalog;
using MeshLens.Grains.Edges;
using MeshLens.Grains.Persistence;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MeshLens.Grains.Hosting;

/// <summary>What a silo does without being asked: sweep, publish, save. Opens the store before the first edge, flushes it after the last.</summary>
internal sealed partial class Upkeep(
    WindowClock clock,
    IEdgeStateStore store,
    EdgeSweep sweep,
    SummaryPublisher publisher,
    ChangeHub hub,
    IOptions<GrainsOptions> options,
    ILogger<Upkeep> log) : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly TimeSpan PublishEvery = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stopping = new();
    private Task _loops = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle)
    {
        // Edges deactivate, and say their last word, while the silo leaves the active stage.
        lifecycle.Subscribe(nameof(Upkeep), ServiceLifecycleStage.RuntimeStorageServices, store.Open, store.Flush);
        lifecycle.Subscribe(nameof(Upkeep), ServiceLifecycleStage.Active, Start, Stop);
    }

    private Task Start(CancellationToken cancellation)
    {
        _loops = Task.WhenAll(
            Repeat(options.Value.SweepEvery, sweep.Sweep),
            Repeat(PublishEvery, publisher.Flush),
            Repeat(options.Value.SaveEvery / 2, store.Flush),
            Repeat(ChangeHub.Subscription / 3, _ => hub.Renew()));
        return Task.CompletedTask;
    }

    private async Task Stop(CancellationToken cancellation)
    {
        await _stopping.CancelAsync();
        await _loops;
    }

    private async Task Repeat(TimeSpan period, Func<CancellationToken, Task> work)
    {
        using var timer = new PeriodicTimer(period, clock.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token))
            {
                await Run(work);
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    private async Task Run(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(_stopping.Token);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // One round that failed must not end all the rounds to come.
            LogFailed(failure, work.Method.Name);
        }
    }

    [LoggerMessage(LogLevel.Error, "A round of {Work} failed; the next one tries again.")]
    private partial void LogFailed(Exception failure, string work);
}
