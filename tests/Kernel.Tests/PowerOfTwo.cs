using System.Numerics;

namespace Kernel.Tests;

/// <summary>floor(2^(k/8) · 10^9) in whole numbers: x is the largest with x^8 ≤ 2^k · 10^72.</summary>
internal static class PowerOfTwo
{
    public static ulong Nanoseconds(int eighths)
    {
        var scale = BigInteger.Pow(10, 72);
        var (low, high) = (BigInteger.Zero, BigInteger.One << 64);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            var fits = eighths >= 0
                ? BigInteger.Pow(middle, 8) <= scale << eighths
                : BigInteger.Pow(middle, 8) << -eighths <= scale;
            (low, high) = fits ? (middle, high) : (low, middle);
        }

        return (ulong)low;
    }
}
