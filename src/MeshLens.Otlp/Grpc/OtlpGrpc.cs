using Grpc.Core;
using Microsoft.Extensions.Options;

namespace MeshLens.Otlp.Grpc;

/// <summary>OTLP over gRPC: one <c>Export</c> per request.</summary>
internal sealed class OtlpGrpc<TReceiver>(OtlpIntake<TReceiver> intake, IOptions<OtlpOptions> options)
    where TReceiver : IOtlpReceiver
{
    public Task<OtlpGrpcResponse> Export(OtlpGrpcRequest request, ServerCallContext context)
    {
        var outcome = intake.Take(request.Payload with { IsPacked = IsPacked(context) });
        intake.Count(outcome.Result);
        return outcome.Result == OtlpResult.Taken ? Task.FromResult(new OtlpGrpcResponse(OtlpAnswer.Write(outcome))) : throw Refusal(outcome);
    }

    private static bool IsPacked(ServerCallContext context) =>
        context.GetHttpContext().Request.Headers.TryGetValue("grpc-encoding", out var packing) && packing == "gzip";

    private RpcException Refusal(OtlpOutcome outcome)
    {
        var trailers = new Metadata();
        if (outcome.Result == OtlpResult.Busy)
        {
            trailers.Add(RetryDetails.Trailer, RetryDetails.Write(outcome, options.Value.RetryAfter));
        }

        return new(new((StatusCode)OtlpAnswer.CodeOf(outcome.Result), outcome.Message), trailers);
    }
}
