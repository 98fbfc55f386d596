using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Envoy.Config.Endpoint.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;
using Envoy.Extensions.Upstreams.Http.V3;
using Google.Protobuf.WellKnownTypes;
using MeshLens.Xds.Model;
using static MeshLens.Xds.Findings.Severity;
using static MeshLens.Xds.Tests.Findings.RouteRuleCases;
using HttpProtocolOptions = Envoy.Extensions.Upstreams.Http.V3.HttpProtocolOptions;
using LbPolicy = Envoy.Config.Cluster.V3.Cluster.Types.LbPolicy;
using Thresholds = Envoy.Config.Cluster.V3.CircuitBreakers.Types.Thresholds;

namespace MeshLens.Xds.Tests.Findings;

/// <summary>Spoilt destinations, and destinations that only look spoilt.</summary>
internal static class ClusterRuleCases
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

        new("outlier-ejects-easily", Warning, "one error, all may go", static mesh => Eject(mesh, 1, 100)),
        new("outlier-ejects-easily", null, "one error, few may go", static mesh => Eject(mesh, 1, 20)),
        new("outlier-ejects-easily", null, "one error, all may go, nothing enforced", static mesh => Eject(mesh, 1, 100, enforcing: 0)),

        new("outlier-ejects-nobody", Warning, "0 errors", static mesh => Eject(mesh, 0, 100)),
        new("outlier-ejects-nobody", null, "five errors", static mesh => Eject(mesh, 5, 10)),

        new("panic-threshold", Warning, "80 %", static mesh => mesh.Cluster.CommonLbConfig = new() { HealthyPanicThreshold = new() { Value = 80 } }),
        new("panic-threshold", Error, "half are unhealthy at 60 %", static mesh =>
        {
            mesh.Cluster.CommonLbConfig = new() { HealthyPanicThreshold = new() { Value = 60 } };
            Unhealthy(mesh, 1);
        }),
        new("panic-threshold", null, "half are unhealthy at 40 %", static mesh =>
        {
            mesh.Cluster.CommonLbConfig = new() { HealthyPanicThreshold = new() { Value = 40 } };
            Unhealthy(mesh, 1);
        }),

        new("cross-zone", Warning, "80 of 100 to zone-2", static mesh => Distribute(mesh, 20, 80)),
        new("cross-zone", Warning, "its own zone stands by", static mesh => mesh.ByDestinationRule().Endpoints.Endpoints[0].Priority = 1),
        new("cross-zone", null, "20 of 100 to zone-2", static mesh => Distribute(mesh, 80, 20)),
        new("cross-zone", null, "the other zone stands by", static mesh => mesh.ByDestinationRule().Endpoints.Endpoints[1].Priority = 1),
        new("cross-zone", null, "a zone that is not known", static mesh =>
        {
            Distribute(mesh, 20, 80);
            mesh.View = mesh.View with { Zone = "" };
        }),

        new("failover-without-outlier", Info, "two priorities", static mesh => mesh.Endpoints.Endpoints[1].Priority = 1),
        new("failover-without-outlier", null, "two priorities and outlier detection", static mesh =>
        {
            mesh.Endpoints.Endpoints[1].Priority = 1;
            mesh.Cluster.OutlierDetection = new();
        }),

        new("random-balancing", Info, "RANDOM", static mesh => mesh.Cluster.LbPolicy = LbPolicy.Random),
        new("random-balancing", null, "ROUND_ROBIN", static mesh => mesh.Cluster.LbPolicy = LbPolicy.RoundRobin),

        new("ring-small", Warning, "64 points for two", static mesh => Ring(mesh, 64)),
        new("ring-small", null, "1024 points for two", static mesh => Ring(mesh, 1024)),

        new("slow-start", Info, "30 s", static mesh => WarmUp(mesh, 30)),
        new("slow-start", Warning, "ten minutes", static mesh => WarmUp(mesh, 600)),
        new("slow-start", null, "the policy alone", static mesh => mesh.Cluster.LbPolicy = LbPolicy.LeastRequest),

        new("subset-empty", Error, "a route leads there", static mesh =>
        {
            mesh.AddSubset("v9");
            mesh.Route.Route_.Cluster = $"outbound|8080|v9|{MeshFixture.Host}";
        }),
        new("subset-empty", Info, "no route leads there", static mesh => mesh.AddSubset("v9")),
        new("subset-empty", null, "the whole service is empty", static mesh => mesh.Endpoints.Endpoints.Clear()),

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

        new("dns-endpoints", Info, "by DNS", static mesh => mesh.Cluster.Type = Cluster.Types.DiscoveryType.StrictDns),
        new("dns-endpoints", Warning, "by DNS, every hour", static mesh =>
        {
            mesh.Cluster.Type = Cluster.Types.DiscoveryType.StrictDns;
            mesh.Cluster.DnsRefreshRate = Ms(3_600_000);
        }),
        new("dns-endpoints", null, "written down", static mesh => mesh.Cluster.Type = Cluster.Types.DiscoveryType.Static),

        new("original-destination", Info, "a headless service", static mesh => mesh.Cluster.Type = Cluster.Types.DiscoveryType.OriginalDst),
        new("original-destination", null, "the passthrough cluster", static mesh => mesh.AddCluster("PassthroughCluster").Type = Cluster.Types.DiscoveryType.OriginalDst),

        new("remote-network", Info, "half through the gateway", static mesh => Behind(mesh, 1)),
        new("remote-network", null, "the gateway stands by", static mesh =>
        {
            Behind(mesh, 1);
            mesh.Endpoints.Endpoints[1].Priority = 1;
        }),
    ];

    private static void Limit(MeshFixture mesh, Thresholds limits) => mesh.ByDestinationRule().Cluster.CircuitBreakers = new() { Thresholds = { limits } };

    private static void Http(Cluster cluster, HttpProtocolOptions options) =>
        cluster.TypedExtensionProtocolOptions["envoy.extensions.upstreams.http.v3.HttpProtocolOptions"] = Any.Pack(options);

    private static HttpProtocolOptions Http2(uint? stream = null, uint? connection = null) => new()
    {
        ExplicitHttpConfig = new() { Http2ProtocolOptions = new() { InitialStreamWindowSize = stream, InitialConnectionWindowSize = connection } },
    };

    private static void Eject(MeshFixture mesh, uint errors, uint percent, uint enforcing = 100) => mesh.ByDestinationRule().Cluster.OutlierDetection = new()
    {
        Consecutive5Xx = errors, EnforcingConsecutive5Xx = errors == 0 ? 0 : enforcing, EnforcingSuccessRate = 0, MaxEjectionPercent = percent,
    };

    private static void Unhealthy(MeshFixture mesh, int locality) => mesh.Endpoints.Endpoints[locality].LbEndpoints[0].HealthStatus = HealthStatus.Unhealthy;

    private static void Distribute(MeshFixture mesh, uint first, uint second)
    {
        mesh.ByDestinationRule().Endpoints.Endpoints[0].LoadBalancingWeight = first;
        mesh.Endpoints.Endpoints[1].LoadBalancingWeight = second;
    }

    private static void Ring(MeshFixture mesh, ulong points)
    {
        mesh.Cluster.LbPolicy = LbPolicy.RingHash;
        mesh.Cluster.RingHashLbConfig = new() { MinimumRingSize = points };
    }

    private static void WarmUp(MeshFixture mesh, int seconds)
    {
        mesh.Cluster.LbPolicy = LbPolicy.LeastRequest;
        mesh.Cluster.LeastRequestLbConfig = new() { SlowStartConfig = new() { SlowStartWindow = Ms(seconds * 1000) } };
    }

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

    private static void Behind(MeshFixture mesh, int locality) =>
        mesh.Endpoints.Endpoints[locality].LbEndpoints[0].Endpoint.Address.SocketAddress.PortValue = 15443;

    private static Envoy.Config.Listener.V3.Listener Inbound(bool strict)
    {
        var chain = MeshFixture.Tcp("inbound|8080||");
        chain.TransportSocket = strict
            ? new() { Name = "tls", TypedConfig = Any.Pack(new DownstreamTlsContext { RequireClientCertificate = true }) }
            : null;
        return new() { Name = "virtualInbound", TrafficDirection = TrafficDirection.Inbound, FilterChains = { MeshFixture.Tcp("BlackHoleCluster"), chain } };
    }
}
