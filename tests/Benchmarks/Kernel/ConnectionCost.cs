namespace Benchmarks.Kernel;

/// <summary>What connections cost in one run.</summary>
/// <param name="Nanoseconds">Per connection, all programs together.</param>
/// <param name="PerSecond">How fast the connections were made.</param>
/// <param name="PerSystemCall">Nanoseconds that a system call takes longer, whatever it is.</param>
/// <param name="Parts">Program by program.</param>
internal sealed record ConnectionCost(double Nanoseconds, double PerSecond, double PerSystemCall, string Parts);
