namespace MeshLens.Grains.Nodes;

/// <summary>What an agent used of its node's processors since it began, in seconds.</summary>
/// <param name="CpuSeconds">The agent's own process.</param>
/// <param name="BpfSeconds">Its kernel programs; zero when the kernel does not count it.</param>
/// <param name="Programs">The same program by program; empty when the kernel does not count it.</param>
public sealed record NodeSpent(double CpuSeconds, double BpfSeconds, IReadOnlyList<NodeProgram> Programs);
