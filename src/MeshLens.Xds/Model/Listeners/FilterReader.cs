using Envoy.Config.Core.V3;
using Envoy.Extensions.Filters.Http.ExtAuthz.V3;
using Envoy.Extensions.Filters.Http.ExtProc.V3;
using Envoy.Extensions.Filters.Http.LocalRatelimit.V3;
using Envoy.Extensions.Filters.Http.Ratelimit.V3;
using Envoy.Extensions.Filters.Http.Wasm.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;
using MeshLens.Xds.Model.Routes;
using BodyMode = Envoy.Extensions.Filters.Http.ExtProc.V3.ProcessingMode.Types.BodySendMode;

namespace MeshLens.Xds.Model.Listeners;

/// <summary>Tells filters apart by the type of their settings, which nobody can choose, and not by their names, which anybody can.</summary>
internal static class FilterReader
{
    // Istio's own statistics ran as WebAssembly that was compiled into the proxy; this runtime costs nothing to speak of.
    private const string BuiltIn = "envoy.wasm.runtime.null";

    private static readonly TimeSpan AskingTimeout = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan RateLimitTimeout = TimeSpan.FromMilliseconds(20);

    public static FilterModel Read(HttpFilter filter)
    {
        var settings = filter.TypedConfig;
        var plain = new FilterModel(filter.Name, FilterKind.Other, settings.TypeName(), filter.Disabled, null, null, null, false, null, null);
        return settings.As<ExtAuthz>() is { } authorization ? Authorization(plain, authorization)
            : settings.As<ExternalProcessor>() is { } processor ? Processing(plain, processor)
            : settings.As<RateLimit>() is { } global ? GlobalLimit(plain, global)
            : settings.As<LocalRateLimit>() is { } local ? LocalLimit(plain, local)
            : settings.As<Wasm>() is { } module ? Module(plain, module)
            : KeyFetchReader.Read(settings) is { } keys ? plain with { Kind = FilterKind.TokenCheck, Asks = keys.Asks, Timeout = keys.Timeout }
            : plain with { Kind = KindOf(plain), Fault = FaultReader.Of(settings) };
    }

    private static FilterModel Authorization(FilterModel plain, ExtAuthz settings) => plain with
    {
        Kind = FilterKind.ExternalAuthorization,
        Timeout = (settings.GrpcService?.Timeout ?? settings.HttpService?.ServerUri?.Timeout).Positive() ?? AskingTimeout,
        Asks = ServiceOf(settings.GrpcService) ?? settings.HttpService?.ServerUri?.Cluster,
        FailsOpen = settings.FailureModeAllow,
        WaitsForBody = settings.WithRequestBody is not null,
    };

    private static FilterModel Processing(FilterModel plain, ExternalProcessor settings) => plain with
    {
        Kind = FilterKind.ExternalProcessing,
        Timeout = settings.MessageTimeout.Positive() ?? AskingTimeout,
        Asks = ServiceOf(settings.GrpcService),
        FailsOpen = settings.FailureModeAllow,
        WaitsForBody = settings.ProcessingMode is { } mode && (mode.RequestBodyMode is BodyMode.Buffered || mode.ResponseBodyMode is BodyMode.Buffered),
    };

    private static FilterModel GlobalLimit(FilterModel plain, RateLimit settings) => plain with
    {
        Kind = FilterKind.GlobalRateLimit,
        Timeout = settings.Timeout.Positive() ?? RateLimitTimeout,
        Asks = ServiceOf(settings.RateLimitService?.GrpcService),
        FailsOpen = !settings.FailureModeDeny,
    };

    private static FilterModel LocalLimit(FilterModel plain, LocalRateLimit settings) => plain with
    {
        Kind = FilterKind.LocalRateLimit,
        TokensPerSecond = settings.TokenBucket is { FillInterval: { } interval } bucket && interval.Positive() is { } time
            ? (bucket.TokensPerFill ?? 1) / time.TotalSeconds
            : null,
    };

    private static FilterModel Module(FilterModel plain, Wasm settings) => settings.Config?.VmConfig?.Runtime == BuiltIn
        ? plain
        : plain with { Kind = FilterKind.Wasm, FailsOpen = settings.Config?.FailOpen };

    private static string? ServiceOf(GrpcService? service) => service?.EnvoyGrpc?.ClusterName ?? service?.GoogleGrpc?.TargetUri;

    private static FilterKind KindOf(FilterModel filter) => filter.Type switch
    {
        "envoy.extensions.filters.http.router.v3.Router" => FilterKind.Router,
        "envoy.extensions.filters.http.ext_authz.v3.ExtAuthz" => FilterKind.ExternalAuthorization,
        "envoy.extensions.filters.http.ext_proc.v3.ExternalProcessor" => FilterKind.ExternalProcessing,
        "envoy.extensions.filters.http.ratelimit.v3.RateLimit" => FilterKind.GlobalRateLimit,
        "envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit" => FilterKind.LocalRateLimit,
        "envoy.extensions.filters.http.lua.v3.Lua" => FilterKind.Lua,
        "envoy.extensions.filters.http.wasm.v3.Wasm" => FilterKind.Wasm,
        "envoy.extensions.filters.http.jwt_authn.v3.JwtAuthentication" => FilterKind.TokenCheck,
        "envoy.extensions.filters.http.fault.v3.HTTPFault" => FilterKind.Fault,
        "envoy.extensions.filters.http.buffer.v3.Buffer" => FilterKind.Buffer,
        "envoy.extensions.filters.http.rbac.v3.RBAC" => FilterKind.AccessRules,
        _ when filter.Name == "envoy.filters.http.router" => FilterKind.Router,
        _ => FilterKind.Other,
    };
}
