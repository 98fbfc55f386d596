using Envoy.Config.Core.V3;
using Envoy.Extensions.Filters.Network.HttpConnectionManager.V3;

namespace MeshLens.Xds.Model.Listeners;

/// <summary>How a chain treats connections as HTTP.</summary>
/// <param name="RouteConfiguration">The name of the routes it uses.</param>
/// <param name="Routes">Those routes when they came with it; null when they are served apart.</param>
/// <param name="Filters">Filters a request passes, in order.</param>
/// <param name="StreamIdleTimeout">How long a request may be silent; null when it may be for ever.</param>
/// <param name="RequestTimeout">How long a request may take to arrive; null without limit.</param>
/// <param name="IdleTimeout">An unused connection is closed after this; null for Envoy's default.</param>
/// <param name="MaxConnectionDuration">A connection is closed after this; null without limit.</param>
/// <param name="MaxStreamDuration">A request is ended after this; null without limit.</param>
/// <param name="MaxRequests">Requests after which a connection is closed; null without limit.</param>
/// <param name="MaxConcurrentStreams">HTTP/2: requests at once on one connection; null for Envoy's default.</param>
/// <param name="StreamWindowBytes">HTTP/2: what one request may have under way; null for Envoy's default.</param>
/// <param name="ConnectionWindowBytes">HTTP/2: what one connection may have under way; null for Envoy's default.</param>
public sealed record HttpManagerModel(
    string RouteConfiguration,
    IReadOnlyList<RouteModel>? Routes,
    IReadOnlyList<FilterModel> Filters,
    TimeSpan? StreamIdleTimeout,
    TimeSpan? RequestTimeout,
    TimeSpan? IdleTimeout,
    TimeSpan? MaxConnectionDuration,
    TimeSpan? MaxStreamDuration,
    uint? MaxRequests,
    uint? MaxConcurrentStreams,
    uint? StreamWindowBytes,
    uint? ConnectionWindowBytes)
{
    // Envoy's own, where a manager says nothing; 0 turns it off.
    private static readonly TimeSpan DefaultStreamIdle = TimeSpan.FromMinutes(5);

    internal static HttpManagerModel Of(HttpConnectionManager manager)
    {
        var common = manager.CommonHttpProtocolOptions;
        var http2 = manager.Http2ProtocolOptions;
        return new(
            manager.Rds?.RouteConfigName ?? manager.RouteConfig?.Name ?? "",
            manager.RouteConfig is { } inline ? RouteModel.Of(inline) : null,
            [.. manager.HttpFilters.Select(FilterReader.Read)],
            manager.StreamIdleTimeout is null ? DefaultStreamIdle : manager.StreamIdleTimeout.Positive(),
            manager.RequestTimeout.Positive(),
            common?.IdleTimeout.Positive(),
            common?.MaxConnectionDuration.Positive(),
            common?.MaxStreamDuration.Positive(),
            common?.MaxRequestsPerConnection is > 0 and var requests ? requests : null,
            http2?.MaxConcurrentStreams,
            http2?.InitialStreamWindowSize,
            http2?.InitialConnectionWindowSize);
    }
}
