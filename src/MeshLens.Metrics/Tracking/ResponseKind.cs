namespace MeshLens.Metrics.Tracking;

/// <summary>How requests ended.</summary>
public readonly record struct ResponseKind(string Code, string GrpcStatus, string Flags);
