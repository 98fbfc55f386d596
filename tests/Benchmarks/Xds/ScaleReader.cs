using System.Net;
using MeshLens.Xds;
using MeshLens.Xds.Identity;
using MeshLens.Xds.Resources;
using Microsoft.Extensions.Logging.Abstractions;

namespace Benchmarks.Xds;

/// <summary>A client that reads a large mesh, and can be waited for.</summary>
internal sealed class ScaleReader : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;

    public ScaleReader(Uri address, params ResourceType[] types) => Client = new(
        new() { Addresses = [address] },
        new() { Address = IPAddress.Loopback, Pod = "meshlens-0", Namespace = "istio-system" },
        types, TimeProvider.System, NullLogger.Instance);

    public AdsClient Client { get; }

    public void Start() => _run = Client.RunAsync(_stop.Token);

    /// <summary>Ends with the push after which the condition holds.</summary>
    public async Task UntilAsync(Func<ConfigurationChange, bool> reached, Action act)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(ConfigurationChange change)
        {
            if (reached(change))
            {
                seen.TrySetResult();
            }
        }

        Client.Changed += Look;
        act();
        await seen.Task.WaitAsync(Patience);
        Client.Changed -= Look;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        Client.Dispose();
        _stop.Dispose();
    }
}
