namespace Benchmarks.Kernel;

/// <summary>What connections cost in one run.</summary>
/// <param name="Nanoseconds">Per connection, both its ends, all programs together, as the statistics show it.</param>
/// <param name="OfStatistics">The statistics' own part of it.</param>
/// <param name="PerSecond">How fast the connections were made.</param>
/// <param name="PerSystemCall">Nanoseconds that a system call takes longer, whatever it is.</param>
/// <param name="Parts">Program by program.</param>
internal sealed record ConnectionCost(double Nanoseconds, double OfStatistics, double PerSecond, double PerSystemCall, string Parts)
{
    /// <summary>What the programs take.</summary>
    public double OfPrograms => Nanoseconds - OfStatistics;
}
