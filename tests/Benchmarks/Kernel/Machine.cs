namespace Benchmarks.Kernel;

/// <summary>What else the machine was doing: a figure from a busy one says less.</summary>
internal static class Machine
{
    /// <remarks><c>0.52 0.58 0.59 1/967 12345</c></remarks>
    public static string Load() => $"load average {File.ReadAllText("/proc/loadavg").Split(' ')[0]} on {Environment.ProcessorCount} processors";
}
