using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Instrumented;

/// <summary>OpenTelemetry as an application sets it up: the runtime's own spans of clients and servers, in batches.</summary>
internal static class Tracing
{
    private const int BatchEveryMs = 200;

    public static TracerProvider Start(Settings settings, Connections connections) => Sdk.CreateTracerProviderBuilder()
        .AddSource("System.Net.Http", "Microsoft.AspNetCore")
        .ConfigureResource(resource => resource.AddService(settings.Name, "functional"))
        .SetSampler(new AlwaysOnSampler())
        .AddProcessor(new ClientTags(settings, connections))
        .AddProcessor(new BatchActivityExportProcessor(new OtlpTraceExporter(Options(settings)), scheduledDelayMilliseconds: BatchEveryMs))
        .Build();

    private static OtlpExporterOptions Options(Settings settings) => new()
    {
        Protocol = settings.IsGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf,
        Endpoint = settings.IsGrpc ? settings.Collector : new(settings.Collector, "/v1/traces"),
    };
}
