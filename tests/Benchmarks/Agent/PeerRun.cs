namespace Benchmarks.Agent;

/// <summary>What one run of the peer under load came to.</summary>
internal sealed record PeerRun(double Cores, double PerSecond);
