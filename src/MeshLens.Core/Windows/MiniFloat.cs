using System.Numerics;

namespace MeshLens.Core.Windows;

/// <summary>
/// A count in 16 bits, five of exponent and eleven of mantissa with its leading one implied: exact up to 4,095, beyond
/// that within 0.025 %.
/// </summary>
internal static class MiniFloat
{
    private const int MantissaBits = 11;
    private const uint One = 1 << MantissaBits;

    public static ushort Pack(uint count)
    {
        if (count < One)
        {
            return (ushort)count;
        }

        var shift = BitOperations.Log2(count) - MantissaBits;
        var rounded = (uint)((count + ((1UL << shift) >> 1)) >> shift);
        if (rounded == One << 1)
        {
            rounded = One;
            shift++;
        }

        return (ushort)(((uint)(shift + 1) << MantissaBits) | (rounded & (One - 1)));
    }

    public static uint Unpack(ushort packed)
    {
        var exponent = packed >> MantissaBits;
        var mantissa = packed & (One - 1);
        return exponent == 0 ? mantissa : (uint)Math.Min(uint.MaxValue, (ulong)(mantissa | One) << (exponent - 1));
    }
}
