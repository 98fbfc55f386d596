using System.Globalization;
using System.Text;
using MeshLens.Core.Histograms;

namespace MeshLens.Exposition.Wire;

/// <summary>
/// The boundaries of classic buckets: 122 µs to 8 s, doubling. Each is a boundary of <see cref="BucketBoundaries"/>, so their counts are
/// exact, and few enough that buckets do not drown the rest.
/// </summary>
internal static class ClassicBounds
{
    private const int FirstPower = -13;
    private const int LastPower = 3;

    public static readonly byte[] Infinity = "le=\"+Inf\""u8.ToArray();

    public static readonly ClassicBound[] All = [.. Enumerable.Range(FirstPower, LastPower - FirstPower + 1).Select(Create)];

    private static ClassicBound Create(int power)
    {
        var seconds = Math.Pow(2, power).ToString(CultureInfo.InvariantCulture);
        return new(
            (power * (1 << BucketBoundaries.Scale)) - 1,
            Encoding.UTF8.GetBytes($"le=\"{seconds}\""),
            Encoding.UTF8.GetBytes($"le=\"{seconds}{(seconds.Contains('.', StringComparison.Ordinal) ? "" : ".0")}\""));
    }
}
