using System.Buffers;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;

namespace MeshLens.Otlp.Grpc;

/// <summary>Offers a signal's service with messages that stay bytes, which generated code cannot do.</summary>
internal sealed class OtlpMethods<TReceiver> : IServiceMethodProvider<OtlpGrpc<TReceiver>>
    where TReceiver : IOtlpReceiver
{
    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<OtlpGrpc<TReceiver>> context) => context.AddUnaryMethod(
        new Method<OtlpGrpcRequest, OtlpGrpcResponse>(
            MethodType.Unary,
            TReceiver.Signal.Service,
            OtlpSignal.Method,
            new Marshaller<OtlpGrpcRequest>((_, _) => throw new NotSupportedException("The server reads requests and writes none."), Read),
            new Marshaller<OtlpGrpcResponse>(Write, _ => throw new NotSupportedException("The server writes responses and reads none."))),
        [],
        static (service, request, call) => service.Export(request, call));

    private static OtlpGrpcRequest Read(DeserializationContext context)
    {
        var payload = context.PayloadAsReadOnlySequence();
        var buffer = ArrayPool<byte>.Shared.Rent((int)payload.Length);
        payload.CopyTo(buffer);
        return new(new(buffer, (int)payload.Length));
    }

    private static void Write(OtlpGrpcResponse response, SerializationContext context) => context.Complete(response.Bytes);
}
