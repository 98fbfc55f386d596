using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Classification.View;

/// <summary>
/// Handshakes in two heaps: those the path alone explains, and those that waited for a SYN to be sent again. The first tell
/// of the path's length, the second of loss or of a full accept queue.
/// </summary>
internal sealed class Handshakes
{
    private Handshakes(ExponentialHistogram all, ExponentialHistogram prompt, SignalBaseline? baseline, double lateNs)
    {
        All = all;
        Prompt = prompt;
        Baseline = baseline;
        LateExcessNs = Math.Max(0, lateNs - (Late * (baseline?.MeanNs ?? prompt.MeanNs)));
        Change = ChangeTest.Of(prompt, baseline, Floors.RoundTrip);
    }

    public ExponentialHistogram All { get; }

    /// <summary>Those that no SYN timeout delayed.</summary>
    public ExponentialHistogram Prompt { get; }
    public SignalBaseline? Baseline { get; }

    /// <summary>How many waited for a SYN to be sent again.</summary>
    public ulong Late => All.Count - Prompt.Count;

    /// <summary>Of the late ones, those that began no longer ago than a window: the others tell of a time before it.</summary>
    public ulong LateNow => Late - Math.Min(Late, All.CountAbove(Floors.BeganBefore));

    /// <summary>What the late ones waited, beyond what a handshake takes.</summary>
    public double LateExcessNs { get; }

    /// <summary>Of the prompt ones.</summary>
    public Change Change { get; }

    public static Handshakes Of(LegMeasurement? wire) => Of(wire?.Find(Signal.Handshake));

    /// <param name="signal">Of a leg, or of one replica of it.</param>
    public static Handshakes Of(SignalMeasurement? signal)
    {
        var all = signal?.Histogram ?? new ExponentialHistogram();
        var limit = Floors.SynTimeout + (ulong)(signal?.Baseline?.P99Ns ?? 0);
        if (all.CountAbove(limit) == 0)
        {
            return new(all, all, signal?.Baseline, 0);
        }

        var lateNs = all.SumAboveNs(limit);
        return new(all, PromptOf(all, BucketBoundaries.IndexOf(limit), lateNs), signal?.Baseline, lateNs);
    }

    private static ExponentialHistogram PromptOf(ExponentialHistogram all, int lastIndex, double lateNs)
    {
        var prompt = new ExponentialHistogram();
        ulong count = 0;
        var last = BucketBoundaries.MinIndex;
        foreach (var bucket in all.Occupied.Where(b => b.Index <= lastIndex))
        {
            prompt.Add(bucket.Index, bucket.Count);
            count += bucket.Count;
            last = bucket.Index;
        }

        // The late ones' sum is known within 4.4 %, which may be more than all prompt ones took: their buckets bound it.
        var rest = Math.Max(0, all.SumNs - lateNs);
        var bounded = Math.Clamp(rest, SumOf(prompt, BucketBoundaries.LowerBoundNs), SumOf(prompt, BucketBoundaries.UpperBoundNs));
        prompt.AddTotals(count, (ulong)bounded, count == 0 ? 0 : BucketBoundaries.UpperBoundNs(last));
        return prompt;
    }

    private static double SumOf(ExponentialHistogram histogram, Func<int, ulong> edgeNs) =>
        histogram.Occupied.Sum(bucket => (double)bucket.Count * edgeNs(bucket.Index));
}
