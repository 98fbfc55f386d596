namespace MeshLens.Grains.Nodes;

/// <summary>One kernel program of an agent.</summary>
/// <param name="Name">As bpftool lists it, in full.</param>
/// <param name="Seconds">For how long it ran since the agent began, as far as that was measured or scaled.</param>
public sealed record NodeProgram(string Name, double Seconds);
