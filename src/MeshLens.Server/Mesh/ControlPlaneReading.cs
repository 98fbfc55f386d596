using MeshLens.Core.Identity;
using MeshLens.Xds;
using MeshLens.Xds.Debug;
using MeshLens.Xds.Identity;
using MeshLens.Xds.Resources;
using MeshLens.Xds.Streaming;

namespace MeshLens.Server.Mesh;

/// <summary>Reads the control plane for as long as the server runs: addresses into the index, configuration for who asks.</summary>
internal sealed class ControlPlaneReading : BackgroundService
{
    /// <summary>A push takes up to ten seconds to be gathered; a proxy that lags for longer than this is worth a line.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(30);

    private readonly SyncHistory _history = new();
    private readonly TimeProvider _time;
    private SyncReport? _proxies;

    public ControlPlaneReading(ControlPlaneOptions options, NodeIdentity node, IdentityIndex index, TimeProvider time, ILogger<ControlPlaneReading> logger)
    {
        (Options, Node, _time) = (options, node, time);
        Client = new(options, node, [.. ResourceTypes.OfProxy, ResourceTypes.Addresses], time, logger);
        Views = new(options, node, time, () => Client.Snapshot);
        Feed = index.AddFeed(MeshSource.Istiod, string.Join(", ", options.Addresses));
        _ = new AddressReader(Client, Feed, time);
    }

    public ControlPlaneOptions Options { get; }

    public NodeIdentity Node { get; }

    public AdsClient Client { get; }

    public IdentityFeed Feed { get; }

    /// <summary>Raised each time that it was asked about its proxies.</summary>
    public event Action<SyncReport>? Looked;

    /// <summary>What it says of its proxies, when asked.</summary>
    public DebugViews Views { get; }

    /// <summary>What it said last of its proxies; null before it was asked.</summary>
    public SyncReport? Proxies => Volatile.Read(ref _proxies);

    public override void Dispose()
    {
        base.Dispose();
        Client.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Client.RunAsync(stoppingToken), LookAtProxiesAsync(stoppingToken));

    private async Task LookAtProxiesAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var report = _history.Then(await Views.SynchronisationAsync(stopping));
            Volatile.Write(ref _proxies, report);
            Looked?.Invoke(report);
            await Task.Delay(BetweenLooks, _time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
