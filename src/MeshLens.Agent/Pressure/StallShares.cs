namespace MeshLens.Agent.Pressure;

/// <summary>Share of an interval in which some task waited for the resource, 0 to 1. 0 where the kernel does not tell.</summary>
internal readonly record struct StallShares(double Cpu, double Memory, double Io);
