using Grpc.AspNetCore.Server.Model;
using Grpc.Core;

namespace MeshLens.Tracing.Tests.Rig;

/// <summary>Offers the services of all signals.</summary>
internal sealed class RawExportMethods : IServiceMethodProvider<RawExport>
{
    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<RawExport> context)
    {
        var messages = Marshallers.Create(static message => message.Bytes, static bytes => new RawMessage(bytes));
        foreach (var service in new[] { "trace.v1.TraceService", "metrics.v1.MetricsService", "logs.v1.LogsService" })
        {
            context.AddUnaryMethod(
                new Method<RawMessage, RawMessage>(MethodType.Unary, $"opentelemetry.proto.collector.{service}", "Export", messages, messages),
                [],
                static (export, request, call) => export.Export(request, call));
        }
    }
}
