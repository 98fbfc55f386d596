using MeshLens.Core.Identity;
using MeshLens.Xds;
using MeshLens.Xds.Identity;
using MeshLens.Xds.Resources;
using MeshLens.Xds.Streaming;

namespace MeshLens.Server.Mesh;

/// <summary>Reads the control plane for as long as the server runs: addresses into the index, configuration for who asks.</summary>
internal sealed class ControlPlaneReading : BackgroundService
{
    public ControlPlaneReading(ControlPlaneOptions options, NodeIdentity node, IdentityIndex index, TimeProvider time, ILogger<ControlPlaneReading> logger)
    {
        (Options, Node) = (options, node);
        Client = new(options, node, [.. ResourceTypes.OfProxy, ResourceTypes.Addresses], time, logger);
        Feed = index.AddFeed(MeshSource.Istiod, string.Join(", ", options.Addresses));
        _ = new AddressReader(Client, Feed, time);
    }

    public ControlPlaneOptions Options { get; }

    public NodeIdentity Node { get; }

    public AdsClient Client { get; }

    public IdentityFeed Feed { get; }

    public override void Dispose()
    {
        base.Dispose();
        Client.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Client.RunAsync(stoppingToken);
}
