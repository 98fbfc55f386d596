using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;
using Google.Protobuf.WellKnownTypes;
using static MeshLens.Xds.Findings.Severity;
using static MeshLens.Xds.Tests.Findings.RouteRuleCases;
using HttpProtocolOptions = Envoy.Extensions.Upstreams.Http.V3.HttpProtocolOptions;
using Thresholds = Envoy.Config.Cluster.V3.CircuitBreakers.Types.Thresholds;

namespace MeshLens.Xds.Tests.Findings;

/// <summary>Spoilt connections to a destination, and connections that only look spoilt.</summary>
internal static class ConnectionRuleCases
{
    public static IEnumerable<RuleCase> All =>
    [
        new("connection-pool-tiny", Warning, "two requests", static mesh => Limit(mesh, new() { MaxRequests = 2 })),
        new("connection-pool-tiny", Warning, "one connection", static mesh => Limit(mesh, new() { MaxConnections = 1 })),
        new("connection-pool-tiny", null, "a hundred of each", static mesh => Limit(mesh, new() { MaxConnections = 100, MaxPendingRequests = 100, MaxRequests = 100 })),
        new("connection-pool-tiny", null, "two requests of high priority", static mesh => Limit(mesh, new() { Priority = RoutingPriority.High, MaxRequests = 2 })),

        new("retry-limit-low", Warning, "one retry", static mesh => Limit(mesh, new() { MaxRetries = 1 })),
        new("retry-limit-low", null, "one retry under a budget", static mesh => Limit(mesh, new() { MaxRetries = 1, RetryBudget = new() { BudgetPercent = new() { Value = 20 } } })),

        new("connection-churn", Warning, "one request", static mesh => Http(mesh.Cluster, new() { CommonHttpProtocolOptions = new() { MaxRequestsPerConnection = 1 } })),
        new("connection-churn", null, "no limit, written as 0", static mesh => Http(mesh.Cluster, new() { CommonHttpProtocolOptions = new() { MaxRequestsPerConnection = 0 } })),
        new("connection-churn", null, "one stream over HTTP/1.1", static mesh => Http(mesh.Cluster, new() { ExplicitHttpConfig = new() { HttpProtocolOptions = new() } })),

        new("connect-timeout-short", Warning, "5 ms", static mesh => mesh.Cluster.ConnectTimeout = Ms(5)),
        new("connect-timeout-short", Warning, "200 ms to another region", static mesh =>
        {
            mesh.Cluster.ConnectTimeout = Ms(200);
            mesh.Endpoints.Endpoints[1].Locality.Region = "region-2";
        }),
        new("connect-timeout-short", null, "200 ms in the region", static mesh => mesh.Cluster.ConnectTimeout = Ms(200)),

        new("connect-timeout-long", Warning, "30 s", static mesh => mesh.Cluster.ConnectTimeout = Ms(30_000)),
        new("connect-timeout-long", Warning, "10 s and a dead endpoint", static mesh => Unhealthy(mesh, 1)),
        new("connect-timeout-long", null, "10 s, a dead endpoint, outlier detection", static mesh =>
        {
            Unhealthy(mesh, 1);
            mesh.Cluster.OutlierDetection = new();
        }),

        new("keepalive-missing", Info, "TCP to the outside", static mesh => Outside(mesh)),
        new("keepalive-missing", null, "TCP to the outside, kept alive", static mesh => Outside(mesh).UpstreamConnectionOptions = new() { TcpKeepalive = new() }),
        new("keepalive-missing", null, "HTTP to the outside", static mesh => mesh.Cluster.Type = Cluster.Types.DiscoveryType.StrictDns),

        new("connection-duration-short", Warning, "10 s", static mesh => Http(mesh.Cluster, new() { CommonHttpProtocolOptions = new() { MaxConnectionDuration = Ms(10_000) } })),
        new("connection-duration-short", null, "an hour", static mesh => Http(mesh.Cluster, new() { CommonHttpProtocolOptions = new() { MaxConnectionDuration = Ms(3_600_000) } })),

        new("http2-forced", Warning, "one subset", static mesh => Http(mesh.AddSubset("v1", ("10.0.0.1", "zone-1")), Http2())),
        new("http2-forced", null, "the whole service, as for gRPC", static mesh =>
        {
            Http(mesh.Cluster, Http2());
            Http(mesh.AddSubset("v1", ("10.0.0.1", "zone-1")), Http2());
        }),

        new("plaintext-to-mutual-tls", Error, "in a strict namespace", static mesh =>
        {
            mesh.ByDestinationRule().Cluster.TransportSocketMatches.Clear();
            mesh.MoreListeners.Add(Inbound(strict: true));
        }),
        new("plaintext-to-mutual-tls", Warning, "to an endpoint in the mesh", static mesh =>
        {
            mesh.ByDestinationRule().Cluster.TransportSocketMatches.Clear();
            TakesMutualTls(mesh, 0);
        }),
        new("plaintext-to-mutual-tls", null, "in a permissive namespace", static mesh =>
        {
            mesh.ByDestinationRule().Cluster.TransportSocketMatches.Clear();
            mesh.MoreListeners.Add(Inbound(strict: false));
        }),
        new("plaintext-to-mutual-tls", null, "in a strict namespace that is another's", static mesh =>
        {
            mesh.ByDestinationRule().Cluster.TransportSocketMatches.Clear();
            mesh.MoreListeners.Add(Inbound(strict: true));
            mesh.View = mesh.View with { Namespace = "billing" };
        }),

        new("mutual-tls-to-plaintext", Error, "one of two does not take it", static mesh =>
        {
            mesh.Cluster.TransportSocket = MeshFixture.MutualTls();
            TakesMutualTls(mesh, 0);
        }),
        new("mutual-tls-to-plaintext", null, "per endpoint", static mesh => TakesMutualTls(mesh, 0)),

        new("flow-control-small", Warning, "64 KiB for a connection", static mesh => Http(mesh.Cluster, Http2(connection: 65_536))),
        new("flow-control-small", null, "64 KiB for a request of a larger connection", static mesh => Http(mesh.Cluster, Http2(stream: 65_536, connection: 1 << 20))),
    ];

    private static void Limit(MeshFixture mesh, Thresholds limits) => mesh.ByDestinationRule().Cluster.CircuitBreakers = new() { Thresholds = { limits } };

    private static void Http(Cluster cluster, HttpProtocolOptions options) =>
        cluster.TypedExtensionProtocolOptions["envoy.extensions.upstreams.http.v3.HttpProtocolOptions"] = Any.Pack(options);

    private static HttpProtocolOptions Http2(uint? stream = null, uint? connection = null) => new()
    {
        ExplicitHttpConfig = new() { Http2ProtocolOptions = new() { InitialStreamWindowSize = stream, InitialConnectionWindowSize = connection } },
    };

    private static void Unhealthy(MeshFixture mesh, int locality) => mesh.Endpoints.Endpoints[locality].LbEndpoints[0].HealthStatus = HealthStatus.Unhealthy;

    private static Cluster Outside(MeshFixture mesh)
    {
        mesh.VirtualHost.Name = "other";
        mesh.VirtualHost.Domains.Clear();
        mesh.Listener.FilterChains.Add(MeshFixture.Tcp(MeshFixture.Whole));
        mesh.Cluster.Type = Cluster.Types.DiscoveryType.StrictDns;
        return mesh.Cluster;
    }

    private static void TakesMutualTls(MeshFixture mesh, int locality) => mesh.Endpoints.Endpoints[locality].LbEndpoints[0].Metadata = new()
    {
        FilterMetadata = { ["envoy.transport_socket_match"] = new() { Fields = { ["tlsMode"] = Value.ForString("istio") } } },
    };

    private static Envoy.Config.Listener.V3.Listener Inbound(bool strict)
    {
        var chain = MeshFixture.Tcp("inbound|8080||");
        chain.TransportSocket = strict
            ? new() { Name = "tls", TypedConfig = Any.Pack(new DownstreamTlsContext { RequireClientCertificate = true }) }
            : null;
        return new() { Name = "virtualInbound", TrafficDirection = TrafficDirection.Inbound, FilterChains = { MeshFixture.Tcp("BlackHoleCluster"), chain } };
    }
}
