using MeshLens.Ingest;
using MeshLens.Server.Client;
using MeshLens.Server.Listeners;
using MeshLens.Tracing;
using MeshLens.Tracing.Edges;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MeshLens.Server.Hosting;

/// <summary>The listeners that are for proxies and applications, and what is only there when one of them is asked for.</summary>
internal static class ProxyListeners
{
    public static void ListenToProxies(this KestrelServerOptions kestrel, ServerOptions options)
    {
        if (options.AccessLogs is { } accessLogs)
        {
            kestrel.Listen(accessLogs, HttpProtocols.Http2);
        }

        if (options.Otlp is { } otlp)
        {
            kestrel.Listen(otlp, HttpProtocols.Http2);
        }

        if (options.OtlpHttp is { } http)
        {
            kestrel.Listen(http, http.CertificateFile is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2);
        }
    }

    public static void AddProxies(this WebApplicationBuilder builder, ServerOptions options)
    {
        if (TakesOtlp(options))
        {
            builder.Services.AddOtlpLogs(builder.Configuration);
        }

        if (options.Backend is { } backend && TakesOtlp(options))
        {
            if (backend.Follows is { } follows)
            {
                builder.Services.AddSingleton<IEdgeFeed>(_ => new FollowedEdges(follows));
            }

            builder.Services.AddTracing(builder.Configuration)
                .Configure<TracingOptions>(tracing => BackendReading.Apply(backend, options, tracing, []));
        }
    }

    public static void MapProxies(this WebApplication app, ServerOptions options)
    {
        if (TakesOtlp(options))
        {
            app.MapOtlpLogs();
        }

        if (options.Backend is not null && TakesOtlp(options))
        {
            app.MapTracing();
        }
    }

    private static bool TakesOtlp(ServerOptions options) => options is not { Otlp: null, OtlpHttp: null };
}
