using Envoy.Config.Cluster.V3;
using Envoy.Config.Endpoint.V3;
using Envoy.Config.Listener.V3;
using Envoy.Config.Route.V3;
using MeshLens.Lab.Proxies.Encryption;
using MeshLens.Xds;
using MeshLens.Xds.Identity;
using MeshLens.Xds.Resources;
using MeshLens.Xds.State;
using MeshLens.Xds.Streaming;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshLens.Lab.Proxies.Sidecars;

/// <summary>What a control plane serves one proxy, as the proxy uses it: made anew by each push.</summary>
internal sealed class ServedConfiguration(Uri controlPlane, NodeIdentity node, int port, ProxyIdentity identity)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly AdsClient _client = new(new ControlPlaneOptions { Addresses = [controlPlane] }, node, ResourceTypes.OfProxy, TimeProvider.System, NullLogger.Instance);
    private readonly ManualResetEventSlim _served = new();
    private volatile Served _current = Served.Nothing;

    public Served Current => _current;

    /// <summary>Begins to read and waits for the first whole configuration.</summary>
    public void Start()
    {
        _client.Changed += change => Use(change.After);
        _ = Task.Run(() => _client.RunAsync(CancellationToken.None));
        if (!_served.Wait(Patience))
        {
            throw new LabException($"{node.Pod} was served no configuration.");
        }
    }

    private void Use(ResourceSnapshot snapshot)
    {
        var routes = snapshot.Of(ResourceTypes.Routes).GetValueOrDefault($"{port}")?.Message as RouteConfiguration;
        var listener = snapshot.Of(ResourceTypes.Listeners).GetValueOrDefault($"0.0.0.0_{port}")?.Message as Listener;
        if (routes is null || listener is null)
        {
            return;
        }

        // A cluster is not used before its endpoints are there: it warms.
        var before = _current.Clusters;
        var clusters = new Dictionary<string, UpstreamCluster>(StringComparer.Ordinal);
        foreach (var cluster in snapshot.Of(ResourceTypes.Clusters).Values.Select(static item => (Cluster)item.Message))
        {
            if (snapshot.Of(ResourceTypes.Endpoints).GetValueOrDefault(cluster.Name)?.Message is ClusterLoadAssignment endpoints)
            {
                clusters[cluster.Name] = UpstreamCluster.Of(cluster, endpoints, before.GetValueOrDefault(cluster.Name), identity);
            }
        }

        if (clusters.Count > 0)
        {
            _current = new(RouteTable.Of(routes), FilterChain.Of(listener), clusters);
            _served.Set();
        }
    }
}
