using MeshLens.Core.Identity;
using MeshLens.Kubernetes;
using MeshLens.Kubernetes.Access;

namespace MeshLens.Server.Mesh;

/// <summary>Reads the API servers of all clusters for as long as the server runs.</summary>
internal sealed class ClusterReading : BackgroundService
{
    public ClusterReading(IReadOnlyList<ClusterAccess> clusters, IdentityIndex index, TimeProvider time, ILogger<ClusterReading> logger) => Clusters =
    [
        .. clusters.Select(cluster => (cluster, Feed: index.AddFeed(MeshSource.Kubernetes, cluster.Name)))
            .Select(each => (new ClusterReader(each.cluster, each.Feed, time, logger), each.Feed)),
    ];

    public IReadOnlyList<(ClusterReader Reader, IdentityFeed Feed)> Clusters { get; }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Clusters.Select(cluster => cluster.Reader.RunAsync(stoppingToken)));
}
