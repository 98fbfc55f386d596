namespace MeshLens.Otlp.Grpc;

/// <summary>A response, ready to be sent: gRPC wants a class.</summary>
internal sealed record OtlpGrpcResponse(byte[] Bytes);
