using System.Globalization;
using MeshLens.Core.Edges;

namespace MeshLens.Core.Telemetry.Text;

/// <summary>What Istio's text and JSON formats have in common.</summary>
internal static class EnvoyRecord
{
    private const ulong Millisecond = 1_000_000;
    private const ulong LongestMs = (ulong)HopTimes.Longest / Millisecond;

    /// <summary>Sets what both formats tell of time.</summary>
    /// <param name="record">To be completed.</param>
    /// <param name="durationMs">First byte to the end of the stream.</param>
    /// <param name="serviceTimeMs">The upstream's; a dash or nothing where it did not answer.</param>
    public static void SetTimes(AccessRecord record, ulong durationMs, ReadOnlySpan<char> serviceTimeMs)
    {
        record.Times = HopTimes.None with { Ended = Nanoseconds(durationMs) };
        record.ServiceTime = ulong.TryParse(serviceTimeMs, NumberStyles.None, CultureInfo.InvariantCulture, out var service)
            ? Math.Min(Nanoseconds(service), record.Times.Ended)
            : HopTimes.Unknown;
    }

    /// <summary>Says who wrote the record and of which hop, by the cluster that took the request.</summary>
    public static void Complete(AccessRecord record)
    {
        var cluster = ClusterName.Parse(record.Cluster);
        record.Reporter = Reporters.Of(cluster.Direction);
        record.Leg = Legs.Of(record.Reporter);
        record.DestinationHost = cluster.Host;
    }

    private static long Nanoseconds(ulong ms) => ms > LongestMs ? long.MaxValue : (long)(ms * Millisecond);
}
