namespace MeshLens.Api.Health;

/// <summary>What a health check answers.</summary>
public sealed record Readiness(string Status);
