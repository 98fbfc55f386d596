using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using static MeshLens.Xds.Findings.Severity;
using static MeshLens.Xds.Tests.Findings.RouteRuleCases;
using LbPolicy = Envoy.Config.Cluster.V3.Cluster.Types.LbPolicy;

namespace MeshLens.Xds.Tests.Findings;

/// <summary>Spoilt choices of an endpoint, and choices that only look spoilt.</summary>
internal static class EndpointRuleCases
{
    public static IEnumerable<RuleCase> All =>
    [
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

    private static void Eject(MeshFixture mesh, uint errors, uint percent, uint enforcing = 100) => mesh.ByDestinationRule().Cluster.OutlierDetection = new()
    {
        Consecutive5Xx = errors,
        EnforcingConsecutive5Xx = errors == 0 ? 0 : enforcing,
        EnforcingSuccessRate = 0,
        MaxEjectionPercent = percent,
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

    private static void Behind(MeshFixture mesh, int locality) =>
        mesh.Endpoints.Endpoints[locality].LbEndpoints[0].Endpoint.Address.SocketAddress.PortValue = 15443;
}
