using MeshLens.Core.Histograms;

namespace MeshLens.Core.Totals;

/// <summary>An <see cref="ExponentialHistogram"/> that only ever grows: what a scraper sees of a duration.</summary>
/// <remarks>Counts take 64 bits: a window's saturate, and what saturates looks like a standstill. Not safe for concurrent use.</remarks>
public sealed class HistogramTotals
{
    private int _first;
    private ulong[] _buckets = [];

    public ulong Count { get; private set; }

    public ulong SumNs { get; private set; }

    public void Add(ExponentialHistogram gained)
    {
        var buckets = gained.Buckets.AsSpan();
        var lowest = buckets.IndexOfAnyExcept(0u);
        if (lowest >= 0)
        {
            var trimmed = buckets[lowest..(buckets.LastIndexOfAnyExcept(0u) + 1)];
            Cover(gained.FirstIndex + lowest, trimmed.Length);
            var offset = gained.FirstIndex + lowest - _first;
            for (var slot = 0; slot < trimmed.Length; slot++)
            {
                _buckets[offset + slot] += trimmed[slot];
                Count += trimmed[slot];
            }
        }

        SumNs += gained.SumNs;
    }

    /// <summary>Adds one duration.</summary>
    public void Record(ulong durationNs)
    {
        var index = BucketBoundaries.IndexOf(durationNs);
        Cover(index, 1);
        _buckets[index - _first]++;
        Count++;
        SumNs += durationNs;
    }

    /// <summary>Copies it into a reader's own storage.</summary>
    public void CopyTo(HistogramReading reading) => reading.Set(_first, _buckets, Count, SumNs);

    // Grown to what is needed and no further: there are several of them per edge, and they seldom grow.
    private void Cover(int first, int length)
    {
        if (_buckets.Length == 0)
        {
            (_first, _buckets) = (first, new ulong[length]);
            return;
        }

        var low = Math.Min(_first, first);
        var high = Math.Max(_first + _buckets.Length, first + length);
        if (high - low > _buckets.Length)
        {
            var grown = new ulong[high - low];
            _buckets.CopyTo(grown, _first - low);
            (_first, _buckets) = (low, grown);
        }
    }
}
