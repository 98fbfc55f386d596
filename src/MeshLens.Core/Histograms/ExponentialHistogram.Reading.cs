using System.Text.Json.Serialization;

namespace MeshLens.Core.Histograms;

/// <content>What can be read from it.</content>
public sealed partial class ExponentialHistogram
{
    /// <summary>Exact mean in nanoseconds; zero when empty.</summary>
    [JsonIgnore]
    public double MeanNs => count == 0 ? 0 : (double)sumNs / count;

    /// <summary>Buckets that hold something, lowest first.</summary>
    [JsonIgnore]
    public IEnumerable<HistogramBucket> Occupied
    {
        get
        {
            for (var slot = 0; slot < buckets.Length; slot++)
            {
                if (buckets[slot] != 0)
                {
                    yield return new(firstIndex + slot, buckets[slot]);
                }
            }
        }
    }

    /// <summary>The duration in nanoseconds that a share <paramref name="q"/> (0 to 1) does not exceed; zero when empty.</summary>
    public double Quantile(double q)
    {
        var rank = (ulong)Math.Max(1, Math.Ceiling(Math.Clamp(q, 0, 1) * count));
        ulong seen = 0;
        for (var slot = 0; slot < buckets.Length; slot++)
        {
            seen += buckets[slot];
            if (seen >= rank)
            {
                return Math.Min(BucketBoundaries.RepresentativeNs(firstIndex + slot), maxNs);
            }
        }

        return maxNs;
    }

    /// <summary>How many durations lie in buckets wholly above that of <paramref name="durationNs"/>.</summary>
    public ulong CountAbove(ulong durationNs)
    {
        ulong above = 0;
        for (var slot = Math.Max(0, BucketBoundaries.IndexOf(durationNs) + 1 - firstIndex); slot < buckets.Length; slot++)
        {
            above += buckets[slot];
        }

        return above;
    }

    /// <summary>
    /// Sum, in nanoseconds, of the durations that <see cref="CountAbove"/> counts; within 4.4 %, and no more than the whole.
    /// </summary>
    public double SumAboveNs(ulong durationNs)
    {
        double sum = 0;
        for (var slot = Math.Max(0, BucketBoundaries.IndexOf(durationNs) + 1 - firstIndex); slot < buckets.Length; slot++)
        {
            sum += buckets[slot] * BucketBoundaries.RepresentativeNs(firstIndex + slot);
        }

        return Math.Min(sum, sumNs);
    }
}
