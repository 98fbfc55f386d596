using Envoy.Config.Listener.V3;
using Envoy.Extensions.Filters.Http.ExtAuthz.V3;
using Envoy.Extensions.Filters.Http.ExtProc.V3;
using Envoy.Extensions.Filters.Http.LocalRatelimit.V3;
using Envoy.Extensions.Filters.Http.Wasm.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using static MeshLens.Xds.Findings.Severity;
using static MeshLens.Xds.Tests.Findings.RouteRuleCases;
using Limit = Envoy.Extensions.Filters.Http.Ratelimit.V3.RateLimit;
using Sent = Envoy.Extensions.Filters.Http.ExtProc.V3.ProcessingMode.Types.BodySendMode;

namespace MeshLens.Xds.Tests.Findings;

/// <summary>Spoilt listeners and filters, and those that only look spoilt.</summary>
internal static class ListenerRuleCases
{
    public static IEnumerable<RuleCase> All =>
    [
        new("stream-idle-short", Warning, "10 s at the listener", static mesh => mesh.Manager.StreamIdleTimeout = Ms(10_000)),
        new("stream-idle-short", Warning, "10 s at the route", static mesh => mesh.Route.Route_.IdleTimeout = Ms(10_000)),
        new("stream-idle-short", null, "five minutes", static mesh => mesh.Manager.StreamIdleTimeout = Ms(300_000)),
        new("stream-idle-short", null, "10 s under a timeout of 5 s", static mesh =>
        {
            mesh.Route.Route_.IdleTimeout = Ms(10_000);
            mesh.Route.Route_.Timeout = Ms(5_000);
        }),

        new("tcp-for-http", Warning, "8080 as TCP", static mesh => AsTcp(mesh)),
        new("tcp-for-http", null, "8080 with routes", static mesh => { }),

        new("sniffing-delay", Warning, "5 s of guessing", static mesh => Sniff(mesh.Listener, 5_000)),
        new("sniffing-delay", Info, "100 ms of guessing", static mesh => Sniff(mesh.Listener, 100)),
        new("sniffing-delay", Warning, "a MySQL port", static mesh =>
        {
            mesh.MoreListeners.Add(MeshFixture.Outbound(3306));
            Sniff(mesh.MoreListeners[0], 0);
        }),
        new("sniffing-delay", null, "guessing without a limit", static mesh => Sniff(mesh.Listener, 0)),

        new("external-authorization", Info, "within 200 ms", static mesh => Add(mesh, new ExtAuthz { GrpcService = new() { EnvoyGrpc = new() { ClusterName = "authz" } } })),
        new("external-authorization", Warning, "within ten minutes", static mesh => Add(mesh, new ExtAuthz { GrpcService = new() { EnvoyGrpc = new() { ClusterName = "authz" }, Timeout = Ms(600_000) } })),
        new("external-authorization", null, "turned off", static mesh => Add(mesh, new ExtAuthz(), disabled: true)),

        new("external-processing", Info, "headers", static mesh => Add(mesh, new ExternalProcessor())),
        new("external-processing", Warning, "whole bodies", static mesh => Add(mesh, new ExternalProcessor { ProcessingMode = new() { RequestBodyMode = Sent.Buffered } })),
        new("external-processing", null, "turned off", static mesh => Add(mesh, new ExternalProcessor(), disabled: true)),

        new("global-rate-limit", Info, "a route has limits", static mesh =>
        {
            Add(mesh, new Limit());
            mesh.Route.Route_.RateLimits.Add(new Envoy.Config.Route.V3.RateLimit());
        }),
        new("global-rate-limit", null, "no route has limits", static mesh => Add(mesh, new Limit())),

        new("local-rate-limit", Info, "ten per second", static mesh => Add(mesh, new LocalRateLimit { TokenBucket = new() { MaxTokens = 10, TokensPerFill = 10, FillInterval = Ms(1000) } })),
        new("local-rate-limit", null, "no bucket", static mesh => Add(mesh, new LocalRateLimit())),

        new("script-filter", Info, "a module", static mesh => Add(mesh, new Wasm { Config = new() { VmConfig = new() { Runtime = "envoy.wasm.runtime.v8" } } })),
        new("script-filter", Info, "a script", static mesh => Add(mesh, new Any { TypeUrl = "type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua" })),
        new("script-filter", null, "Istio's built-in statistics", static mesh => Add(mesh, new Wasm { Config = new() { VmConfig = new() { Runtime = "envoy.wasm.runtime.null" } } })),

        new("keys-fetched", Info, "from an issuer within 5 s", static mesh => Add(mesh, Tokens(timeout: "1a020805"))),
        new("keys-fetched", Warning, "from an issuer within 10 s", static mesh => Add(mesh, Tokens(timeout: "1a02080a"))),
        new("keys-fetched", null, "in the background", static mesh => Add(mesh, Tokens(timeout: "1a020805", more: "1a00"))),
        new("keys-fetched", null, "keys at hand", static mesh => Add(mesh, Tokens(remote: false))),

        new("unknown-hosts-blocked", Info, "the black hole catches all", static mesh => CatchAll(mesh, "BlackHoleCluster")),
        new("unknown-hosts-blocked", null, "all pass", static mesh => CatchAll(mesh, "PassthroughCluster")),
    ];

    private static void AsTcp(MeshFixture mesh)
    {
        mesh.VirtualHost.Name = "other";
        mesh.VirtualHost.Domains.Clear();
        mesh.Listener.FilterChains.Add(MeshFixture.Tcp(MeshFixture.Whole));
    }

    private static void Sniff(Listener listener, double milliseconds)
    {
        listener.ListenerFilters.Add(new ListenerFilter { Name = "envoy.filters.listener.http_inspector" });
        listener.ListenerFiltersTimeout = Ms(milliseconds);
        listener.ContinueOnListenerFiltersTimeout = true;
    }

    private static void Add(MeshFixture mesh, IMessage settings, bool disabled = false) => mesh.Manager.HttpFilters.Add(
        new HttpFilter { Name = "under-test", TypedConfig = settings as Any ?? Any.Pack(settings), Disabled = disabled });

    /// <summary>JwtAuthentication, which the build does not generate: a provider whose keys are at "auth", or at hand.</summary>
    private static Any Tokens(bool remote = true, string timeout = "", string more = "")
    {
        var keys = remote ? Field(0x1A, Field(0x0A, Field(0x12, "61757468") + timeout) + more) : Field(0x22, Field(0x1A, "7b7d"));
        return new()
        {
            TypeUrl = "type.googleapis.com/envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication",
            Value = ByteString.CopyFrom(Convert.FromHexString(Field(0x0A, Field(0x0A, "69") + Field(0x12, keys)))),
        };
    }

    private static string Field(int tag, string hex) => $"{tag:x2}{hex.Length / 2:x2}{hex}";

    private static void CatchAll(MeshFixture mesh, string cluster)
    {
        var listener = MeshFixture.Outbound(15001);
        var own = MeshFixture.Tcp("BlackHoleCluster");
        own.FilterChainMatch = new() { DestinationPort = 15001 };
        listener.FilterChains.Add([own, MeshFixture.Tcp(cluster)]);
        mesh.MoreListeners.Add(listener);
    }
}
