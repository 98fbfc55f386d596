using MeshLens.Xds.Model;

namespace MeshLens.Xds.Tests;

/// <summary>A watch that judges until it is disposed.</summary>
internal sealed class RunningWatch : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _stopping = new();
    private readonly ConfigurationWatch _watch;
    private readonly Task _running;

    public RunningWatch(RunningReader reader, Func<ConfigurationView>? view = null)
    {
        _watch = new(reader.Client, view ?? (static () => InZone), static () => ControlPlaneFacts.None);
        _running = Task.Run(() => _watch.RunAsync(_stopping.Token));
    }

    public static ConfigurationView InZone { get; } = new(ViewKind.Own, "frontend-v1.shop", "shop", "region-1", "zone-1", []);

    public void Reconsider() => _watch.Reconsider();

    /// <summary>The first state that is as wanted; fails after two minutes.</summary>
    public async Task<ConfigurationState> UntilAsync(Predicate<ConfigurationState> wanted)
    {
        var found = new TaskCompletionSource<ConfigurationState>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(ConfigurationState state)
        {
            if (wanted(state))
            {
                found.TrySetResult(state);
            }
        }

        _watch.Judged += Look;
        Look(_watch.Current);
        try
        {
            return await found.Task.WaitAsync(Patience);
        }
        finally
        {
            _watch.Judged -= Look;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _watch.Dispose();
        _stopping.Dispose();
    }
}
