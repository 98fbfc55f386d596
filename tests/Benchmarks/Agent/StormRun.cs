namespace Benchmarks.Agent;

/// <summary>What one run of a watcher under load came to.</summary>
internal sealed record StormRun(
    double Cores, double PerSecond, long ResidentBytes, double BpfCores, ulong BpfMapBytes, LossesByKind Losses, long Made, ulong Counted, double BytesPerSecond);
