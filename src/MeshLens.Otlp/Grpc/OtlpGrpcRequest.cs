namespace MeshLens.Otlp.Grpc;

/// <summary>A request as it came: gRPC wants a class.</summary>
internal sealed record OtlpGrpcRequest(OtlpPayload Payload);
