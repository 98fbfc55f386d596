using System.Globalization;

namespace Benchmarks;

/// <summary>What this process has used of the processors: user and system time of all of its threads.</summary>
internal static class ProcessorTime
{
    private const double TicksPerSecond = 100;
    private const int UserTime = 11;
    private const int SystemTime = 12;

    // 4242 (meshlens) S 1 4242 4242 0 -1 4194560 1234 0 0 0 567 89 0 0 20 0 ...
    public static double Seconds()
    {
        var stat = File.ReadAllText("/proc/self/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (Ticks(fields[UserTime]) + Ticks(fields[SystemTime])) / TicksPerSecond;
    }

    private static double Ticks(string field) => double.Parse(field, CultureInfo.InvariantCulture);
}
