using System.Buffers.Binary;
using System.Security.Cryptography;

namespace MeshLens.Metrics.Tracking;

/// <summary>
/// 128 bits of a series' text, so that the text need not be kept: two of a million series share them once in 10^26 meshes. Seeded
/// per process, since applications write part of what is scraped.
/// </summary>
/// <remarks>Two independent lanes that multiply and fold, as wyhash does with eight bytes at a time.</remarks>
internal static class SeriesHash
{
    private static readonly ulong FirstSeed = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8)) | 1;
    private static readonly ulong SecondSeed = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8)) | 1;

    public static UInt128 Of(ReadOnlySpan<byte> series)
    {
        var (first, second) = (FirstSeed ^ (ulong)series.Length, SecondSeed);
        var rest = series;
        for (; rest.Length >= 8; rest = rest[8..])
        {
            Mix(ref first, ref second, BinaryPrimitives.ReadUInt64LittleEndian(rest));
        }

        Span<byte> last = stackalloc byte[8];
        last.Clear();
        rest.CopyTo(last);
        Mix(ref first, ref second, BinaryPrimitives.ReadUInt64LittleEndian(last));
        Mix(ref first, ref second, second);
        return new(first, second);
    }

    private static void Mix(ref ulong first, ref ulong second, ulong word)
    {
        first = Fold(first ^ word, 0xA0761D6478BD642F ^ FirstSeed);
        second = Fold(second ^ word ^ 0xE7037ED1A0B428DB, 0x8EBC6AF09C88C6E3 ^ SecondSeed);
    }

    private static ulong Fold(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }
}
