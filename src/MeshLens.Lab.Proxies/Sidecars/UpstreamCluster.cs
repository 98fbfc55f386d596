using System.Net;
using Envoy.Config.Cluster.V3;
using Envoy.Config.Endpoint.V3;
using Envoy.Extensions.Upstreams.Http.V3;
using MeshLens.Lab.Proxies.Encryption;

namespace MeshLens.Lab.Proxies.Sidecars;

/// <summary>A destination as a proxy uses it: its endpoints and its pool of connections.</summary>
internal sealed class UpstreamCluster
{
    private const string MutualTls = "envoy.transport_sockets.tls";
    private const string Options = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";

    private readonly List<(double UpTo, IPEndPoint[] Hosts)> _localities = [];
    private uint _turn;

    private UpstreamCluster(string name, UpstreamPool pool) => (Name, Pool) = (name, pool);

    public string Name { get; }

    public UpstreamPool Pool { get; }

    /// <summary>Keeps the pool of the state before where the limits are the same.</summary>
    public static UpstreamCluster Of(Cluster cluster, ClusterLoadAssignment endpoints, UpstreamCluster? before, ProxyIdentity identity)
    {
        var limits = LimitsOf(cluster);
        var made = new UpstreamCluster(cluster.Name, before?.Pool.Limits == limits ? before.Pool : new(limits, from: null, identity));
        made.Place(endpoints);
        return made;
    }

    /// <summary>The next endpoint in the turn, in a locality drawn by weight; null when there is none.</summary>
    public IPEndPoint? Next()
    {
        if (_localities.Count == 0)
        {
            return null;
        }

        var drawn = Random.Shared.NextDouble() * _localities[^1].UpTo;
        var hosts = _localities.First(locality => drawn <= locality.UpTo).Hosts;
        return hosts[Interlocked.Increment(ref _turn) % (uint)hosts.Length];
    }

    // The highest priority that has somebody takes everything.
    private void Place(ClusterLoadAssignment endpoints)
    {
        var inUse = endpoints.Endpoints.Where(static locality => locality.LbEndpoints.Count > 0).GroupBy(static locality => locality.Priority).MinBy(static group => group.Key);
        var sum = 0.0;
        foreach (var locality in inUse ?? Enumerable.Empty<LocalityLbEndpoints>())
        {
            sum += locality.LoadBalancingWeight ?? (uint)locality.LbEndpoints.Count;
            _localities.Add((sum, [.. locality.LbEndpoints.Select(static host => host.Endpoint.Address.SocketAddress).Select(static host => new IPEndPoint(IPAddress.Parse(host.Address), (int)host.PortValue))]));
        }
    }

    private static PoolLimits LimitsOf(Cluster cluster)
    {
        var threshold = cluster.CircuitBreakers?.Thresholds.FirstOrDefault();
        var options = cluster.TypedExtensionProtocolOptions.TryGetValue(Options, out var packed) ? packed.Unpack<HttpProtocolOptions>() : null;
        return new(
            cluster.ConnectTimeout.ToTimeSpan(),
            threshold?.MaxConnections ?? uint.MaxValue,
            threshold?.MaxPendingRequests ?? uint.MaxValue,
            options?.CommonHttpProtocolOptions?.MaxRequestsPerConnection ?? uint.MaxValue,
            cluster.TransportSocket?.Name == MutualTls);
    }
}
