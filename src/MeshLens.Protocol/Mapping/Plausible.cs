namespace MeshLens.Protocol.Mapping;

/// <summary>Bounds what comes from outside, so that no sum of it can wrap within the life of a process.</summary>
internal static class Plausible
{
    private const ulong MostCounted = 1UL << 40;
    private const ulong LongestNs = 86_400_000_000_000;

    public static ulong Count(ulong count) => Math.Min(count, MostCounted);

    /// <summary>A sum of durations: a hundred thousand days at most.</summary>
    public static ulong Sum(ulong sumNs) => Math.Min(sumNs, LongestNs * 100_000);

    /// <summary>A duration of a day at most.</summary>
    public static ulong Duration(ulong durationNs) => Math.Min(durationNs, LongestNs);
}
