using Istio.WorkloadApi;
using MeshLens.Xds.Debug;
using static MeshLens.Xds.Findings.Severity;

namespace MeshLens.Xds.Tests.Findings;

/// <summary>Meshes that are spoilt as a whole, and those that only look so.</summary>
internal static class MeshRuleCases
{
    private const string Name = $"shop/{MeshFixture.Host}";

    public static IEnumerable<RuleCase> All =>
    [
        new("configuration-refused", Error, "a proxy refused it", static mesh => mesh.Facts = new([], [Proxy(SyncState.Error)])),
        new("configuration-refused", Error, "it cannot be read", static mesh => mesh.Facts = new([new("CDS", "outbound|1||x", "has no endpoints")], [])),
        new("configuration-refused", null, "a proxy has not answered yet", static mesh => mesh.Facts = new([], [Proxy(SyncState.Stale)])),

        new("configuration-stale", Warning, "a proxy has not answered for long", static mesh => mesh.Facts = new([], [Proxy(SyncState.Stale, lags: true)])),
        new("configuration-stale", null, "a proxy has not answered yet", static mesh => mesh.Facts = new([], [Proxy(SyncState.Stale)])),
        new("configuration-stale", null, "a proxy refused it", static mesh => mesh.Facts = new([], [Proxy(SyncState.Error)])),

        new("mesh-too-wide", Info, "1,200 clusters", static mesh => Fill(mesh, 1_200)),
        new("mesh-too-wide", Warning, "5,000 clusters", static mesh => Fill(mesh, 5_000)),
        new("mesh-too-wide", null, "900 clusters", static mesh => Fill(mesh, 900)),

        new("hidden-service", Info, "a service without a cluster", static mesh => mesh.Services.Add(Service("c.shop.svc.cluster.local"))),
        new("hidden-service", null, "a service with one", static mesh => mesh.Services.Add(Service(MeshFixture.Host))),

        new("strict-locality-empty", Error, "none in zone-2", static mesh => Strict(mesh, LoadBalancing.Types.Mode.Strict, "zone-1")),
        new("strict-locality-empty", null, "one in each zone", static mesh => Strict(mesh, LoadBalancing.Types.Mode.Strict, "zone-1", "zone-2")),
        new("strict-locality-empty", null, "a preference", static mesh => Strict(mesh, LoadBalancing.Types.Mode.Failover, "zone-1")),

        new("waypoint-missing", Warning, "HTTP rules and no waypoint", static mesh => Ambient(mesh.ByVirtualService(), "", "")),
        new("waypoint-missing", Warning, "HTTP rules, no waypoint and an entry for the host elsewhere", static mesh => AmbientTwice(mesh.ByVirtualService())),
        new("waypoint-missing", null, "HTTP rules and a waypoint", static mesh => Ambient(mesh.ByVirtualService(), "waypoint", "")),
        new("waypoint-missing", null, "no HTTP rules", static mesh => Ambient(mesh, "", "")),

        new("two-waypoints", Warning, "two of them", static mesh => Ambient(mesh, "waypoint", "other")),
        new("two-waypoints", null, "the same for both", static mesh => Ambient(mesh, "waypoint", "waypoint")),
    ];

    private static ProxySync Proxy(SyncState state, bool lags = false) =>
        new("b-1.shop", "Kubernetes", "1.30.0", new("http://istiod"), [new("CDS", SyncState.Synced, ""), new("LDS", state, "no such filter") { Lags = lags }]);

    private static void Fill(MeshFixture mesh, int count)
    {
        for (var index = 0; index < count; index++)
        {
            mesh.AddCluster($"outbound|80||s{index}.shop.svc.cluster.local", ("10.0.0.1", "zone-1"));
        }
    }

    private static Service Service(string host, string waypoint = "") => new() { Namespace = "shop", Hostname = host, Waypoint = Waypoint(waypoint) };

    private static GatewayAddress? Waypoint(string name) => name.Length == 0 ? null : new() { Hostname = new() { Namespace = "shop", Hostname = name } };

    private static void Strict(MeshFixture mesh, LoadBalancing.Types.Mode mode, params string[] zones)
    {
        var service = Service(MeshFixture.Host);
        service.LoadBalancing = new() { Mode = mode, RoutingPreference = { LoadBalancing.Types.Scope.Region, LoadBalancing.Types.Scope.Zone } };
        mesh.Services.Add(service);
        mesh.Workloads.AddRange(zones.Select(static zone => Pod("b", zone, Name)));
        mesh.Workloads.AddRange([Pod("a", "zone-1"), Pod("a", "zone-2")]);
    }

    private static void Ambient(MeshFixture mesh, string service, string workload)
    {
        mesh.Services.Add(Service(MeshFixture.Host, service));
        var pod = Pod("b", "zone-1", Name);
        pod.Waypoint = Waypoint(workload);
        mesh.Workloads.Add(pod);
    }

    private static void AmbientTwice(MeshFixture mesh)
    {
        Ambient(mesh, "", "");
        mesh.Services.Add(new() { Namespace = "other", Hostname = MeshFixture.Host });
        mesh.Workloads.Add(Pod("o", "zone-1", $"other/{MeshFixture.Host}"));
    }

    private static Workload Pod(string name, string zone, params string[] services)
    {
        var pod = new Workload
        {
            Uid = $"Kubernetes//Pod/shop/{name}-{zone}",
            Namespace = "shop",
            Name = $"{name}-{zone}",
            TunnelProtocol = TunnelProtocol.Hbone,
            Locality = new() { Region = "region-1", Zone = zone },
        };
        foreach (var service in services)
        {
            pod.Services[service] = new();
        }

        return pod;
    }
}
