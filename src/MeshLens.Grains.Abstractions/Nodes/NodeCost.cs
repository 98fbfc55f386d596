namespace MeshLens.Grains.Nodes;

/// <summary>What an agent costs its node, as of its last report.</summary>
/// <param name="Cores">Processor time of the process per second.</param>
/// <param name="BpfCores">Processor time of its kernel programs per second; zero when the kernel does not count it.</param>
public sealed record NodeCost(double Cores, double BpfCores, ulong ResidentBytes, ulong BpfMapBytes);
