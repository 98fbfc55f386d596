using MeshLens.Core.Identity;
using MeshLens.Kubernetes.Access;
using MeshLens.Kubernetes.Api;
using MeshLens.Kubernetes.Mesh;
using MeshLens.Kubernetes.Watching;
using Microsoft.Extensions.Logging;

namespace MeshLens.Kubernetes;

/// <summary>
/// Follows one cluster's pods, services, endpoint slices, nodes and namespaces into the index of addresses. What is known stays when the API
/// server goes away; it then no longer counts before what others know.
/// </summary>
public sealed class ClusterReader
{
    private readonly IdentityFeed _feed;
    private readonly IReadOnlyList<IObjectReader> _readers;

    /// <summary>Prepares to read a cluster into its feed.</summary>
    public ClusterReader(ClusterAccess cluster, IdentityFeed feed, TimeProvider time, ILogger logger)
        : this(cluster, feed, new(), time, logger, Random.Shared.NextDouble)
    {
    }

    internal ClusterReader(ClusterAccess cluster, IdentityFeed feed, WatchOptions options, TimeProvider time, ILogger logger, Func<double> random)
    {
        var mesh = new ClusterMesh(cluster, feed, time);
        (Cluster, _feed) = (cluster, feed);
        _readers =
        [
            new ObjectReader<Node>(cluster, ObjectKinds.Nodes, mesh.Nodes, options, time, logger, random),
            new ObjectReader<Service>(cluster, ObjectKinds.Services, mesh.Services, options, time, logger, random),
            new ObjectReader<EndpointSlice>(cluster, ObjectKinds.EndpointSlices, mesh.Slices, options, time, logger, random),
            new ObjectReader<Namespace>(cluster, ObjectKinds.Namespaces, mesh.Namespaces, options, time, logger, random),
            new ObjectReader<Pod>(cluster, ObjectKinds.Pods, mesh.Pods, options, time, logger, random),
        ];
        foreach (var reader in _readers)
        {
            reader.Changed += Judge;
        }
    }

    /// <summary>Where the cluster is.</summary>
    public ClusterAccess Cluster { get; }

    /// <summary>How it stands with each kind of object.</summary>
    public IReadOnlyList<WatchStatus> Status => [.. _readers.Select(static reader => reader.Status)];

    /// <summary>Reads until cancelled; never throws for what an API server does.</summary>
    public Task RunAsync(CancellationToken cancellation) => Task.WhenAll(_readers.Select(reader => reader.RunAsync(cancellation)));

    // Namespaces say who is asked on the way, not who anybody is.
    private void Judge() => _feed.IsLive = _readers.All(static reader => reader.Status.State == WatchState.Live || reader.Status.Kind == ObjectKinds.Namespaces.Name);
}
