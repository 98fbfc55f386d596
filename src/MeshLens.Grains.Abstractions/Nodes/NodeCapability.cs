namespace MeshLens.Grains.Nodes;

/// <summary>One question that MeshLens asks of a kernel, and whether this one answers it.</summary>
/// <param name="Reason">Why not; empty when available.</param>
/// <param name="Fix">What would make it available; empty when available.</param>
public sealed record NodeCapability(string Name, bool Available, string Reason, string Fix);
