using Envoy.Config.Route.V3;
using Envoy.Extensions.Filters.Http.Fault.V3;
using Envoy.Type.V3;
using Google.Protobuf.WellKnownTypes;
using static MeshLens.Xds.Findings.Severity;
using LbPolicy = Envoy.Config.Cluster.V3.Cluster.Types.LbPolicy;

namespace MeshLens.Xds.Tests.Findings;

/// <summary>Spoilt routes, and routes that only look spoilt.</summary>
internal static class RouteRuleCases
{
    public static IEnumerable<RuleCase> All =>
    [
        new("route-timeout-short", Warning, "80 ms", static mesh => mesh.Route.Route_.Timeout = Ms(80)),
        new("route-timeout-short", null, "half a second", static mesh => mesh.Route.Route_.Timeout = Ms(500)),

        new("per-try-timeout-short", Warning, "50 ms with retries", static mesh => Retry(mesh, 2, 50)),
        new("per-try-timeout-short", null, "50 ms without retries", static mesh => Retry(mesh, 0, 50)),

        new("retry-amplification", Warning, "six attempts on 5xx", static mesh => Retry(mesh, 5, on: "5xx")),
        new("retry-amplification", null, "six attempts to connect", static mesh => Retry(mesh, 5, on: "connect-failure,refused-stream")),
        new("retry-amplification", null, "six attempts of which two fit", static mesh => Retry(mesh, 5, 200, "5xx", 250)),

        new("retries-disabled", Info, "attempts: 0", static mesh => mesh.ByVirtualService()),
        new("retries-disabled", null, "attempts: 2", static mesh => Retry(mesh.ByVirtualService(), 2)),
        new("retries-disabled", null, "a redirect", static mesh =>
        {
            mesh.ByVirtualService().Route.Route_ = null;
            mesh.Route.Redirect = new() { HostRedirect = "elsewhere" };
        }),

        new("retries-cannot-finish", Warning, "one of six fits", static mesh => Retry(mesh, 5, 200, "5xx", 250)),
        new("retries-cannot-finish", Warning, "two of two thousand million fit", static mesh => Retry(mesh, 2_000_000_000, 3_600_000, all: 7_200_000)),
        new("retries-cannot-finish", Info, "two of three fit", static mesh => Retry(mesh, 2, 400, all: 1000)),
        new("retries-cannot-finish", null, "three of three fit", static mesh => Retry(mesh, 2, 400, all: 1200)),

        new("retry-back-off-long", Warning, "half a second", static mesh => Retry(mesh, 2).RetryBackOff = new() { BaseInterval = Ms(500) }),
        new("retry-back-off-long", null, "25 ms", static mesh => Retry(mesh, 2).RetryBackOff = new() { BaseInterval = Ms(25) }),

        new("fault-delay", Error, "2 s for half", static mesh => Fault(mesh, new() { Delay = new() { FixedDelay = Ms(2000), Percentage = Percent(50) } })),
        new("fault-delay", Warning, "2 s for one tester", static mesh =>
        {
            Fault(mesh, new() { Delay = new() { FixedDelay = Ms(2000), Percentage = Percent(100) } });
            mesh.Route.Match.Headers.Add(new HeaderMatcher { Name = "end-user", StringMatch = new() { Exact = "jason" } });
        }),
        new("fault-delay", null, "2 s for nobody", static mesh => Fault(mesh, new() { Delay = new() { FixedDelay = Ms(2000), Percentage = Percent(0) } })),

        new("fault-abort", Error, "503 for one in ten", static mesh => Fault(mesh, new() { Abort = new() { HttpStatus = 503, Percentage = Percent(10) } })),
        new("fault-abort", null, "the empty filter", static mesh => Fault(mesh, new())),

        new("max-stream-duration-short", Warning, "5 s", static mesh => mesh.Route.Route_.MaxStreamDuration = new() { MaxStreamDuration_ = Ms(5000) }),
        new("max-stream-duration-short", null, "the timeout in other words", static mesh =>
        {
            mesh.Route.Route_.Timeout = Ms(5000);
            mesh.Route.Route_.MaxStreamDuration = new() { MaxStreamDuration_ = Ms(5000) };
        }),

        new("hash-skew", Warning, "a header", static mesh => Hash(mesh, LbPolicy.RingHash, new() { Header = new() { HeaderName = "x-tenant" } })),
        new("hash-skew", null, "a cookie of the proxy's", static mesh => Hash(mesh, LbPolicy.RingHash, new() { Cookie = new() { Name = "user", Ttl = Ms(1000) } })),
        new("hash-skew", null, "a header and no hashing", static mesh => Hash(mesh, LbPolicy.LeastRequest, new() { Header = new() { HeaderName = "x-tenant" } })),

        new("empty-target", Error, "no pods behind the target", static mesh => mesh.ByVirtualService().Endpoints.Endpoints.Clear()),
        new("empty-target", null, "no pods behind a service of its own", static mesh => mesh.Endpoints.Endpoints.Clear()),

        new("unknown-target", Error, "a host that is not there", static mesh => mesh.Route.Route_.Cluster = "outbound|8080||nobody.shop.svc.cluster.local"),
        new("unknown-target", Error, "the black hole by a VirtualService", static mesh =>
        {
            mesh.AddCluster("BlackHoleCluster");
            mesh.ByVirtualService().Route.Route_.Cluster = "BlackHoleCluster";
        }),
        new("unknown-target", null, "a host that is not there with weight 0", static mesh =>
        {
            mesh.AddSubset("v1", ("10.0.0.1", "zone-1"));
            mesh.Split(("v1", 100), ("v2", 0));
        }),

        new("weighted-split", Warning, "nine times the load per pod", static mesh => Split(mesh, 90, 10)),
        new("weighted-split", Info, "as many requests as pods", static mesh => Split(mesh, 60, 40)),
        new("weighted-split", null, "all to one", static mesh => Split(mesh, 100, 0)),

        new("shadowed-route", Warning, "a longer prefix after a shorter one", static mesh =>
        {
            mesh.AddSubset("v1", ("10.0.0.1", "zone-1"));
            mesh.Route.Match = new() { Prefix = "/api" };
            mesh.AddRoute("/api/orders", $"outbound|8080|v1|{MeshFixture.Host}");
        }),
        new("shadowed-route", null, "a longer prefix after a shorter one with a header", static mesh =>
        {
            mesh.AddSubset("v1", ("10.0.0.1", "zone-1"));
            mesh.Route.Match = new() { Prefix = "/api", Headers = { new HeaderMatcher { Name = "canary", StringMatch = new() { Exact = "yes" } } } };
            mesh.AddRoute("/api/orders", $"outbound|8080|v1|{MeshFixture.Host}");
        }),
        new("shadowed-route", null, "two routes that do the same", static mesh => mesh.AddRoute("/api")),

        new("mirror", Warning, "all requests", static mesh => Mirror(mesh, 100)),
        new("mirror", Info, "one in a hundred", static mesh => Mirror(mesh, 1)),
        new("mirror", null, "none", static mesh => Mirror(mesh, 0)),

        new("passthrough-route", Warning, "by a VirtualService", static mesh => mesh.ByVirtualService().Route.Route_.Cluster = "PassthroughCluster"),
        new("passthrough-route", null, "by default", static mesh => mesh.Route.Route_.Cluster = "PassthroughCluster"),

        new("egress-gateway", Info, "to the gateway", static mesh => mesh.ByVirtualService().Route.Route_.Cluster = "outbound|443||istio-egressgateway.istio-system.svc.cluster.local"),
        new("egress-gateway", null, "to the service itself", static mesh => mesh.ByVirtualService()),
    ];

    public static Duration Ms(double milliseconds) => Duration.FromTimeSpan(TimeSpan.FromMilliseconds(milliseconds));

    private static FractionalPercent Percent(uint percent) => new() { Numerator = percent };

    private static RetryPolicy Retry(MeshFixture mesh, uint retries, double each = 0, string on = "connect-failure", double all = 0)
    {
        mesh.Route.Route_.Timeout = Ms(all);
        return mesh.Route.Route_.RetryPolicy = new() { RetryOn = on, NumRetries = retries, PerTryTimeout = Ms(each) };
    }

    private static void Fault(MeshFixture mesh, HTTPFault fault) => mesh.Route.TypedPerFilterConfig["envoy.filters.http.fault"] = Any.Pack(fault);

    private static void Hash(MeshFixture mesh, LbPolicy policy, RouteAction.Types.HashPolicy key)
    {
        mesh.Cluster.LbPolicy = policy;
        mesh.Route.Route_.HashPolicy.Add(key);
    }

    private static void Split(MeshFixture mesh, uint first, uint second)
    {
        mesh.AddSubset("v1", ("10.0.0.1", "zone-1"));
        mesh.AddSubset("v2", ("10.0.0.2", "zone-2"));
        mesh.Split(("v1", first), ("v2", second));
    }

    private static void Mirror(MeshFixture mesh, uint percent) => mesh.Route.Route_.RequestMirrorPolicies.Add(
        new RouteAction.Types.RequestMirrorPolicy { Cluster = MeshFixture.Whole, RuntimeFraction = new() { DefaultValue = Percent(percent) } });
}
