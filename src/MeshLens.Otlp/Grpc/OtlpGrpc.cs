using Grpc.Core;

namespace MeshLens.Otlp.Grpc;

/// <summary>OTLP over gRPC: one <c>Export</c> per request.</summary>
internal sealed class OtlpGrpc<TReceiver>(TReceiver receiver, OtlpInstruments instruments)
    where TReceiver : IOtlpReceiver
{
    public Task<OtlpGrpcResponse> Export(OtlpGrpcRequest request, ServerCallContext context)
    {
        _ = context;
        var outcome = receiver.Receive(request.Payload);
        instruments.Count(TReceiver.Signal, outcome.Result);
        return outcome.Result == OtlpResult.Taken
            ? Task.FromResult(new OtlpGrpcResponse(OtlpAnswer.Write(outcome)))
            : throw new RpcException(new((StatusCode)OtlpAnswer.CodeOf(outcome.Result), outcome.Message));
    }
}
