namespace MeshLens.Agent.Probing;

/// <summary>A node as a file of nodes names it.</summary>
internal sealed record NodeEntry(string? Node, string? Address, int Port);
