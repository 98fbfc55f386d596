namespace MeshLens.Agent.Loading;

/// <summary>A program for kernels on which another one does not load.</summary>
internal sealed record Fallback(string Program, string InsteadOf);
