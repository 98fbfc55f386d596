namespace MeshLens.Xds.Views;

/// <summary>What a pod is called tells whose replica it is, where nothing else does.</summary>
/// <remarks><code>payments-v1-7d9f8c6b5-x2x4q   a Deployment's: its name, a hash, five characters</code></remarks>
public static class PodName
{
    private const int SuffixLength = 5;
    private const int LongestHash = 10;

    // Names are generated without vowels and without what looks like one.
    private const string Generated = "bcdfghjklmnpqrstvwxz2456789";

    /// <summary>The workload, as far as the name tells; else the pod itself.</summary>
    public static string WorkloadOf(string pod)
    {
        var parts = pod.Split('-');
        return parts.Length > 1 && parts[^1].Length > 0 && parts[^1].All(char.IsAsciiDigit) ? Without(parts, 1) // A StatefulSet counts.
            : parts.Length > 1 && IsGenerated(parts[^1], SuffixLength) ? Without(parts, parts.Length > 2 && IsHash(parts[^2]) ? 2 : 1)
            : pod;
    }

    private static string Without(string[] parts, int last) => string.Join('-', parts[..^last]);

    private static bool IsHash(string part) => part.Length is > SuffixLength and <= LongestHash && part.All(Generated.Contains);

    private static bool IsGenerated(string part, int length) => part.Length == length && part.All(Generated.Contains);
}
