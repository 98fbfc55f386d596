using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;

namespace MeshLens.Core.Totals;

/// <summary>An <see cref="ExponentialHistogram"/> that only ever grows: what a scraper sees of a duration.</summary>
/// <remarks>
/// There are several of them per edge, so a bucket takes 16 bits until one of them needs more, and then 64: what saturates, as a window's
/// buckets do, would look like a standstill. Not safe for concurrent use.
/// </remarks>
public sealed class HistogramTotals(Signal signal = Signal.None)
{
    private short _first;
    private ushort[] _narrow = [];
    private ulong[]? _wide;

    /// <summary>Of what.</summary>
    public Signal Signal => signal;

    public ulong Count { get; private set; }

    public ulong SumNs { get; private set; }

    private int Length => _wide?.Length ?? _narrow.Length;

    public void Add(ExponentialHistogram gained)
    {
        var buckets = gained.Buckets.AsSpan();
        var lowest = buckets.IndexOfAnyExcept(0u);
        if (lowest >= 0)
        {
            var trimmed = buckets[lowest..(buckets.LastIndexOfAnyExcept(0u) + 1)];
            Cover(gained.FirstIndex + lowest, trimmed.Length);
            for (var slot = 0; slot < trimmed.Length; slot++)
            {
                AddTo(gained.FirstIndex + lowest + slot, trimmed[slot]);
            }
        }

        SumNs += gained.SumNs;
    }

    /// <summary>Adds one duration.</summary>
    public void Record(ulong durationNs)
    {
        var index = BucketBoundaries.IndexOf(durationNs);
        Cover(index, 1);
        AddTo(index, 1);
        SumNs += durationNs;
    }

    /// <summary>Copies it into a reader's own storage.</summary>
    public void CopyTo(HistogramReading reading)
    {
        if (_wide is { } wide)
        {
            reading.Set(_first, wide, Count, SumNs);
            return;
        }

        Span<ulong> counts = stackalloc ulong[_narrow.Length];
        for (var slot = 0; slot < counts.Length; slot++)
        {
            counts[slot] = _narrow[slot];
        }

        reading.Set(_first, counts, Count, SumNs);
    }

    private void AddTo(int index, uint gained)
    {
        var slot = index - _first;
        Count += gained;
        if (_wide is null && _narrow[slot] + (ulong)gained <= ushort.MaxValue)
        {
            _narrow[slot] += (ushort)gained;
            return;
        }

        _wide ??= Array.ConvertAll(_narrow, static count => (ulong)count);
        _narrow = [];
        _wide[slot] += gained;
    }

    // Grown to what is needed and no further: they seldom grow.
    private void Cover(int first, int length)
    {
        if (Length == 0)
        {
            (_first, _narrow) = ((short)first, new ushort[length]);
            return;
        }

        var low = Math.Min(_first, first);
        var high = Math.Max(_first + Length, first + length);
        if (high - low > Length)
        {
            var shift = _first - low;
            _narrow = _wide is null ? Moved(_narrow, shift, high - low) : _narrow;
            _wide = _wide is null ? null : Moved(_wide, shift, high - low);
            _first = (short)low;
        }
    }

    private static T[] Moved<T>(T[] counts, int shift, int length)
    {
        var moved = new T[length];
        counts.CopyTo(moved, shift);
        return moved;
    }
}
