namespace MeshLens.Core.Windows;

/// <summary>Sums that stop at the largest value: a wrapped counter would look like an improvement.</summary>
internal static class Saturating
{
    public static ulong Add(ulong left, ulong right) => left > ulong.MaxValue - right ? ulong.MaxValue : left + right;

    public static uint Add(uint left, uint right) => left > uint.MaxValue - right ? uint.MaxValue : left + right;
}
