using Grpc.AspNetCore.Server.Model;
using Grpc.Core;

namespace MeshLens.Ingest.AccessLogs;

/// <summary>Offers Envoy's service with messages that stay bytes, which generated code cannot do.</summary>
internal sealed class AccessLogMethods : IServiceMethodProvider<AccessLogService>
{
    public const string Service = "envoy.service.accesslog.v3.AccessLogService";

    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<AccessLogService> context) =>
        context.AddClientStreamingMethod(Stream(), [], static (service, messages, call) => service.StreamAccessLogs(messages, call));

    private static Method<AccessLogMessage, AccessLogAnswer> Stream() => new(
        MethodType.ClientStreaming,
        Service,
        nameof(AccessLogService.StreamAccessLogs),
        new Marshaller<AccessLogMessage>((_, _) => throw new NotSupportedException("The server reads access logs and writes none."), AccessLogMessage.Read),
        new Marshaller<AccessLogAnswer>((_, context) => context.Complete([]), _ => AccessLogAnswer.Empty));
}
