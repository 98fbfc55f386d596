using System.Buffers;

namespace MeshLens.Core.Telemetry;

/// <summary>The workload behind a pod's name, where a log tells nothing better: <c>cart-5d8f7c9b6d-x2x9k</c> is one of <c>cart</c>.</summary>
/// <remarks>
/// Kubernetes makes the parts it adds of letters and digits that spell no words, so a name that ends in words stays as it is.
/// A pod of a DaemonSet or Job has the last part alone, which five letters of a word could be: it must contain a digit.
/// </remarks>
public static class PodNames
{
    private const int SuffixLength = 5;
    private const int ShortestHash = 6;
    private const int LongestHash = 10;
    private static readonly SearchValues<char> Made = SearchValues.Create("bcdfghjklmnpqrstvwxz2456789");

    /// <summary>The name of what a pod is a replica of; the pod's own name when it tells no more.</summary>
    public static string WorkloadOf(string pod)
    {
        var suffix = pod.LastIndexOf('-');
        if (suffix <= 0 || !IsMade(pod.AsSpan(suffix + 1), SuffixLength, SuffixLength))
        {
            return pod;
        }

        var hash = pod.LastIndexOf('-', suffix - 1);
        return hash > 0 && IsMade(pod.AsSpan(hash + 1, suffix - hash - 1), ShortestHash, LongestHash) ? pod[..hash]
            : pod.AsSpan(suffix + 1).ContainsAnyInRange('0', '9') ? pod[..suffix]
            : pod;
    }

    private static bool IsMade(ReadOnlySpan<char> part, int shortest, int longest) =>
        part.Length >= shortest && part.Length <= longest && !part.ContainsAnyExcept(Made);
}
