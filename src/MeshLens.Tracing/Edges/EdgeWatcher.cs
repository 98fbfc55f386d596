using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MeshLens.Tracing.Edges;

/// <summary>Keeps the directory as the catalog is: changes as they come, and all of it from time to time, as changes may be missed.</summary>
internal sealed partial class EdgeWatcher(IEdgeFeed feed, EdgeDirectory directory, TimeProvider time, ILogger<EdgeWatcher> logger) : BackgroundService
{
    private static readonly TimeSpan AllEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private bool _isFailing;

    /// <summary>Reads all edges.</summary>
    public async Task ReadAll(CancellationToken cancellation)
    {
        foreach (var edge in await feed.AllAsync(cancellation))
        {
            directory.Put(edge);
        }

        directory.Sweep();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Repeat(ReadAll, AllEvery, stoppingToken), Repeat(Follow, Again, stoppingToken));

    private async Task Follow(CancellationToken cancellation)
    {
        await foreach (var changes in feed.WatchAsync(cancellation))
        {
            foreach (var change in changes.Changes)
            {
                if (change.Removed)
                {
                    directory.Remove(change.Edge.Id);
                }
                else
                {
                    directory.Put(change.Edge);
                }
            }
        }
    }

    private async Task Repeat(Func<CancellationToken, Task> what, TimeSpan every, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var pause = every;
            try
            {
                await what(stopping);
                _isFailing = false;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException && !stopping.IsCancellationRequested)
            {
                // The catalog moves or is not there yet: whatever it throws, spans go on with what is known.
                pause = Again;
                if (!_isFailing)
                {
                    _isFailing = true;
                    LogUnread(failure);
                }
            }

            await Task.Delay(pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The edges cannot be read, so spans are annotated with what was known before; it is tried again every second.")]
    private partial void LogUnread(Exception reason);
}
