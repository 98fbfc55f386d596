using MeshLens.Core.Histograms;

namespace MeshLens.Core.Probes;

/// <summary>Several slices summed up.</summary>
public readonly record struct ProbeWindow(
    long Ended, long Lost, long Failed, long Timed, double MinNs, double MedianNs, double HighNs, double JitterNs)
{
    public static ProbeWindow Of(IEnumerable<ProbeSlice> slices)
    {
        var rtt = new ExponentialHistogram();
        var (ended, lost, failed, jitters) = (0L, 0L, 0L, 0L);
        var (least, jitter) = (ulong.MaxValue, 0UL);
        foreach (var slice in slices)
        {
            rtt.Merge(slice.Rtt);
            (ended, lost, failed) = (ended + slice.Ended, lost + slice.Lost, failed + slice.Failed);
            (jitter, jitters) = (jitter + slice.JitterSumNs, jitters + slice.JitterCount);
            least = slice.MinNs > 0 ? Math.Min(least, slice.MinNs) : least;
        }

        // A bucket's middle may lie below the exact minimum.
        var min = least == ulong.MaxValue ? 0 : (double)least;
        return new(
            ended, lost, failed, (long)rtt.Count, min, Math.Max(min, rtt.Quantile(0.5)), Math.Max(min, rtt.Quantile(0.99)), jitters == 0 ? 0 : (double)jitter / jitters);
    }
}
