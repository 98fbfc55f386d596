using System.Net;
using MeshLens.Xds.Identity;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;
using MeshLens.Xds.Streaming;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshLens.Xds.Tests;

/// <summary>A client that runs, begins with the first replica, and can be waited for.</summary>
internal sealed class RunningReader : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;

    public RunningReader(ControlPlaneOptions options, NodeIdentity? node = null)
    {
        node ??= new NodeIdentity { Address = IPAddress.Loopback, Pod = "frontend-v1", Namespace = "shop", ServiceAccount = "meshlens" };
        Client = new(options, node, ResourceTypes.OfProxy, TimeProvider.System, NullLogger.Instance, random: static () => 0);
        _run = Client.RunAsync(_stop.Token);
    }

    public AdsClient Client { get; }

    /// <summary>Waits for what another process would wait for: a state that can be seen from outside.</summary>
    public async Task UntilAsync(Func<ResourceSnapshot, bool> reached)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var timer = new PeriodicTimer(Look);
        while (!reached(Client.Snapshot))
        {
            Assert.False(patience.IsCancellationRequested, $"Waited in vain: {Client.Status}");
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        Client.Dispose();
        _stop.Dispose();
    }
}
