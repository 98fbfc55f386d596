using Grpc.AspNetCore.Server;
using Grpc.AspNetCore.Server.Model;
using MeshLens.Core.Identity;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Windows;
using MeshLens.Grains.Connections;
using MeshLens.Grains.Mesh;
using MeshLens.Grains.Nodes;
using MeshLens.Grains.Probes;
using MeshLens.Ingest.AccessLogs;
using MeshLens.Ingest.AccessLogs.Logs;
using MeshLens.Ingest.Agents;
using MeshLens.Ingest.Configuration;
using MeshLens.Ingest.Connections;
using MeshLens.Ingest.Edges;
using MeshLens.Ingest.Flows;
using MeshLens.Ingest.Intake;
using MeshLens.Ingest.Legs;
using MeshLens.Ingest.Metrics;
using MeshLens.Ingest.Naming;
using MeshLens.Ingest.Naming.Mesh;
using MeshLens.Ingest.Naming.Processes;
using MeshLens.Ingest.Naming.Static;
using MeshLens.Ingest.Probes;
using MeshLens.Ingest.Transport;
using MeshLens.Metrics.Scraping;
using MeshLens.Otlp;
using MeshLens.Otlp.Grpc;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace MeshLens.Ingest;

/// <summary>Everything between an agent's stream and the edges.</summary>
public static class IngestServiceCollectionExtensions
{
    /// <summary>Adds ingest; it needs an <c>IGrainFactory</c> and a listener (<see cref="IngestKestrel"/>).</summary>
    public static IServiceCollection AddIngest(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<IngestOptions>().Bind(configuration.GetSection(IngestOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<IngestOptions>, IngestOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new WindowClock(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IngestInstruments>().AddSingleton<IMemoryPoolFactory<byte>, BlockPoolFactory>();
        services.AddNaming().AddJoining().AddIntake().AddEdges().AddAgents().AddAccessLogs().AddProxyMetrics().AddProbes(configuration);
        return services;
    }

    /// <summary>Maps the services that agents and proxies report to.</summary>
    public static IEndpointRouteBuilder MapIngest(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<AgentIngestService>();
        endpoints.MapGrpcService<AccessLogService>();
        return endpoints;
    }

    /// <summary>Adds what takes proxies' access logs over OTLP. Whoever wants it asks for it: nothing is taken unless mapped.</summary>
    public static IServiceCollection AddOtlpLogs(this IServiceCollection services, IConfiguration configuration) =>
        services.Configure<OtlpOptions>(configuration.GetSection(OtlpOptions.Section)).AddOtlp<OtlpLogs>();

    /// <summary>Maps it.</summary>
    public static WebApplication MapOtlpLogs(this WebApplication app)
    {
        app.UseOtlpGate(OtlpSignal.Logs);
        app.MapOtlp<OtlpLogs>();
        return app;
    }

    private static IServiceCollection AddNaming(this IServiceCollection services) => services
        .AddSingleton<EndpointFileResolver>()
        .AddSingleton<IEndpointResolver>(provider => provider.GetRequiredService<EndpointFileResolver>())
        .AddSingleton<IdentityIndex>()
        .AddSingleton<IEndpointResolver, MeshResolver>()
        .AddSingleton<IEndpointResolver, ProcessResolver>()
        .AddSingleton<EndpointNames>()
        .AddSingleton<IEndpointNaming, EndpointNaming>()
        .AddSingleton<IEndpointPlaces, EndpointPlaces>()
        .AddSingleton<FlowNamer>()
        .AddSingleton<NodeHopNamer>()
        .AddSingleton<ILegDetector, MeshLegDetector>()
        .AddSingleton<SidecarCallers>()
        .AddHostedService<EndpointFileWatcher>();

    private static IServiceCollection AddJoining(this IServiceCollection services) => services
        .AddSingleton<ConnectionIndex>()
        .AddSingleton<IConnectionIndex>(provider => provider.GetRequiredService<ConnectionIndex>());

    private static IServiceCollection AddIntake(this IServiceCollection services) => services
        .AddSingleton<FlowBinder>()
        .AddSingleton<FlowIntake>()
        .AddSingleton<RowIntake>()
        .AddSingleton<ConnectionIntake>()
        .AddSingleton<ListenerIntake>()
        .AddSingleton<ProcessIntake>()
        .AddSingleton<HopIntake>()
        .AddSingleton<ProbeIntake>()
        .AddSingleton<CoverageIntake>()
        .AddSingleton<BatchIntake>();

    private static IServiceCollection AddEdges(this IServiceCollection services) => services
        .AddSingleton<EdgeTable>()
        .AddSingleton<EndpointAudience>()
        .AddSingleton<IEdgeSink, GrainEdgeSink>()
        .AddHostedService<EdgeFlusher>();

    private static IServiceCollection AddAccessLogs(this IServiceCollection services)
    {
        services.AddSingleton<AccessLogInstruments>()
            .AddSingleton<ISourceNotes, AccessLogNotes>()
            .AddSingleton<AccessLogQueue>()
            .AddSingleton(new ConnectionsSeen())
            .AddSingleton<AccessLogIntake>()
            .AddHostedService(provider => provider.GetRequiredService<AccessLogIntake>())
            .AddSingleton<AccessLogService>()
            .AddSingleton<IServiceMethodProvider<AccessLogService>, AccessLogMethods>();
        services.AddOptions<GrpcServiceOptions<AccessLogService>>()
            .Configure<IOptions<IngestOptions>>(static (grpc, ingest) => Bound(grpc, ingest.Value));
        return services;
    }

    private static IServiceCollection AddProxyMetrics(this IServiceCollection services) => services
        .AddSingleton<MetricInstruments>()
        .AddSingleton<MetricEdgeFinder>()
        .AddSingleton<MetricIntake>()
        .AddSingleton<IMetricsTaker>(static provider => provider.GetRequiredService<MetricIntake>())
        .AddSingleton<IMetricsPlacing>(static provider => provider.GetRequiredService<MetricIntake>());

    private static IServiceCollection AddProbes(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ProbeOptions>().Bind(configuration.GetSection(ProbeOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<ProbeOptions>, ProbeOptionsValidator>()
            .AddSingleton<ProbeInstruments>()
            .AddSingleton<ProbeBook>()
            .AddSingleton<IPathProbes>(static provider => provider.GetRequiredService<ProbeBook>())
            .AddSingleton<ProbeOrders>()
            .AddSingleton<ProbeNodes>()
            .AddSingleton<ProbeTargets>()
            .AddSingleton<IProbeDirectory, ProbeMatrixWriter>()
            .AddSingleton<ISourceNotes, ProbeNotes>()
            .AddSingleton<IProbeDesk, ProbeDesk>()
            .AddSingleton<ProbePlanner>()
            .AddHostedService(static provider => provider.GetRequiredService<ProbePlanner>());
    }

    private static IServiceCollection AddAgents(this IServiceCollection services)
    {
        services.AddSingleton<StreamsEnd>();
        services.AddSingleton<NodeRegistry>()
            .AddSingleton<INodeDirectory>(provider => provider.GetRequiredService<NodeRegistry>())
            .AddHostedService<SilenceWatch>()
            .AddSingleton<BatchPool>()
            .AddSingleton<AgentIngestService>()
            .AddSingleton<IServiceMethodProvider<AgentIngestService>, AgentIngestMethods>()
            .AddGrpc();
        services.AddOptions<GrpcServiceOptions<AgentIngestService>>()
            .Configure<IOptions<IngestOptions>>(static (grpc, ingest) => Bound(grpc, ingest.Value));
        return services;
    }

    // Of a message as it comes, and of what it unpacks to.
    private static void Bound(GrpcServiceOptions grpc, IngestOptions ingest)
    {
        grpc.MaxReceiveMessageSize = ingest.MaximumMessageBytes;
        grpc.CompressionProviders = [.. BoundedUnpacking.All(ingest.MaximumMessageBytes)];
    }
}
