namespace MeshLens.Tracing.Tests.Rig;

/// <summary>A message as it is on the wire: gRPC wants a class.</summary>
internal sealed record RawMessage(byte[] Bytes);
