using MeshLens.Grains.Mesh;
using MeshLens.Otlp;
using MeshLens.Tracing.Edges;
using MeshLens.Tracing.Forwarding;
using MeshLens.Tracing.Incidents;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace MeshLens.Tracing;

/// <summary>Traces, annotated and sent on; metrics and logs, sent on.</summary>
public static class TracingExtensions
{
    /// <summary>
    /// Adds it; it needs an <c>IEdgeCatalog</c>, an <c>IConnectionIndex</c>, an <c>IEndpointNaming</c> and an <c>IGrainFactory</c>; an
    /// <see cref="IEdgeFeed"/> that was added before takes the catalog's place. Logs are sent on if their receiver is mapped by whoever reads them.
    /// </summary>
    public static IServiceCollection AddTracing(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TracingOptions>().Bind(configuration.GetSection(TracingOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TracingOptions>, TracingOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IEdgeFeed, CatalogFeed>();
        services.AddSingleton<TracingInstruments>()
            .AddSingleton<EdgeDirectory>()
            .AddSingleton<IEdgeFinder, EdgeFinder>()
            .AddSingleton<SpanAnnotator>()
            .AddSingleton<IItemFinish, HeldSpans>()
            .AddSingleton(Forwarder)
            .AddSingleton<IOtlpTap, LogTap>()
            .AddSingleton<ISourceNotes, TracingNotes>()
            .AddSingleton<IIncidentSource, GrainIncidents>()
            .AddHostedService<EdgeWatcher>()
            .AddHostedService<ForwardingService>()
            .AddHostedService<IncidentSpans>();
        return services.AddOtlp<TraceReceiver>().AddOtlp<MetricReceiver>();
    }

    /// <summary>Maps traces and metrics.</summary>
    public static WebApplication MapTracing(this WebApplication app)
    {
        app.UseOtlpGate(OtlpSignal.Traces, OtlpSignal.Metrics);
        app.MapOtlp<TraceReceiver>();
        app.MapOtlp<MetricReceiver>();
        return app;
    }

    private static Forwarder Forwarder(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<TracingOptions>>().Value;
        return new(
            options.Http is null ? null : ActivatorUtilities.CreateInstance<ForwardLane>(services, ActivatorUtilities.CreateInstance<HttpBackend>(services)),
            options.Grpc is null ? null : ActivatorUtilities.CreateInstance<ForwardLane>(services, ActivatorUtilities.CreateInstance<GrpcBackend>(services)),
            services.GetRequiredService<TracingInstruments>());
    }
}
