using System.Collections.Immutable;
using System.Numerics;

namespace MeshLens.Core.Histograms;

/// <summary>
/// The boundaries of MeshLens's one histogram, in nanoseconds: base-2 exponential buckets at scale 3 on <i>seconds</i>,
/// numbered as in an OTLP exponential histogram. Bucket <c>i</c> holds durations in (2^(i/8) s, 2^((i+1)/8) s].
/// </summary>
/// <remarks>
/// Powers of two of a nanosecond never meet powers of two of a second, so a table is needed: a whole number of
/// nanoseconds exceeds a boundary exactly when it exceeds the boundary rounded down. The kernel holds the same table.
/// Durations below 1 µs fall into the first bucket, those above 128 s into the last.
/// </remarks>
public static class BucketBoundaries
{
    /// <summary>The OTLP scale: 2^3 buckets for each doubling, so half a bucket is 4.4 % wide.</summary>
    public const int Scale = 3;

    /// <summary>Holds everything up to 2^(-159/8) s, about 1.04 µs.</summary>
    public const int MinIndex = -160;

    /// <summary>Holds everything above 2^(55/8) s, about 117 s.</summary>
    public const int MaxIndex = 55;

    public const int BucketCount = MaxIndex - MinIndex + 1;

    private const int PerDoubling = 1 << Scale;

    private static readonly ulong[] Upper = CreateUpperBounds();
    private static readonly byte[] FirstByMagnitude = CreateFirstByMagnitude();

    /// <summary>Upper bounds, inclusive, in nanoseconds: entry 0 belongs to <see cref="MinIndex"/>.</summary>
    public static ImmutableArray<ulong> UpperBoundsNs { get; } = [.. Upper];

    /// <summary>The bucket of a duration in nanoseconds.</summary>
    public static int IndexOf(ulong durationNs)
    {
        var slot = (int)FirstByMagnitude[BitOperations.Log2(durationNs | 1)];
        while (slot < BucketCount - 1 && durationNs > Upper[slot])
        {
            slot++;
        }

        return slot + MinIndex;
    }

    /// <summary>Upper bound of a bucket, inclusive, in nanoseconds.</summary>
    public static ulong UpperBoundNs(int index) => Upper[index - MinIndex];

    /// <summary>Lower bound of a bucket, exclusive, in nanoseconds.</summary>
    public static ulong LowerBoundNs(int index) =>
        index > MinIndex ? Upper[index - MinIndex - 1] : (ulong)(1e9 * Math.Pow(2, MinIndex / (double)PerDoubling));

    /// <summary>The value that stands for a bucket: no member of the bucket is further from it than 4.4 %.</summary>
    public static double RepresentativeNs(int index)
    {
        double lower = LowerBoundNs(index), upper = UpperBoundNs(index);
        return 2 * lower * upper / (lower + upper);
    }

    private static ulong[] CreateUpperBounds()
    {
        var bounds = new ulong[BucketCount];
        for (var slot = 0; slot < BucketCount; slot++)
        {
            var exponent = MinIndex + slot + 1;
            var doublings = (int)Math.Floor(exponent / (double)PerDoubling);
            var root = Math.Pow(2, (exponent - (doublings * PerDoubling)) / (double)PerDoubling);
            bounds[slot] = (ulong)Math.ScaleB(1e9 * root, doublings);
        }

        return bounds;
    }

    // For each power of two of a nanosecond, the first slot that can hold it: a look-up then takes at most nine steps.
    private static byte[] CreateFirstByMagnitude()
    {
        var first = new byte[64];
        var slot = 0;
        for (var magnitude = 0; magnitude < first.Length; magnitude++)
        {
            while (slot < BucketCount - 1 && Upper[slot] < 1UL << magnitude)
            {
                slot++;
            }

            first[magnitude] = (byte)slot;
        }

        return first;
    }
}
