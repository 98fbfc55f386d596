using MeshLens.Core.Histograms;

namespace MeshLens.Core.Windows;

/// <summary>An <see cref="ExponentialHistogram"/> while it adds up: half the size, and made to be emptied and used again.</summary>
/// <remarks>A bucket takes 16 bits until one of them needs more, which one window of one edge seldom does.</remarks>
internal sealed class BucketSums
{
    private int _first;
    private ushort[] _narrow = [];
    private uint[]? _wide;
    private ulong _count;
    private ulong _sumNs;
    private ulong _maxNs;

    public void Add(ExponentialHistogram gained)
    {
        var buckets = gained.Buckets.AsSpan();
        var lowest = buckets.IndexOfAnyExcept(0u);
        if (lowest >= 0)
        {
            var trimmed = buckets[lowest..(buckets.LastIndexOfAnyExcept(0u) + 1)];
            Add(gained.FirstIndex + lowest, trimmed);
        }

        _count = Saturating.Add(_count, gained.Count);
        _sumNs = Saturating.Add(_sumNs, gained.SumNs);
        _maxNs = Math.Max(_maxNs, gained.MaxNs);
    }

    public ExponentialHistogram ToHistogram() => new()
    {
        FirstIndex = _first,
        Buckets = _wide is { } wide ? [.. wide] : Array.ConvertAll(_narrow, count => (uint)count),
        Count = _count,
        SumNs = _sumNs,
        MaxNs = _maxNs,
    };

    /// <summary>Empties it and keeps its storage.</summary>
    public void Clear()
    {
        if (_wide is not null)
        {
            _narrow = new ushort[_wide.Length];
            _wide = null;
        }

        Array.Clear(_narrow);
        _count = _sumNs = _maxNs = 0;
    }

    private void Add(int first, ReadOnlySpan<uint> gained)
    {
        Cover(first, first + gained.Length - 1);
        var offset = first - _first;
        for (var bucket = 0; bucket < gained.Length; bucket++)
        {
            if (_wide is null)
            {
                var sum = (ulong)_narrow[offset + bucket] + gained[bucket];
                if (sum <= ushort.MaxValue)
                {
                    _narrow[offset + bucket] = (ushort)sum;
                    continue;
                }

                _wide = Array.ConvertAll(_narrow, count => (uint)count);
                _narrow = [];
            }

            _wide[offset + bucket] = Saturating.Add(_wide[offset + bucket], gained[bucket]);
        }
    }

    private void Cover(int low, int high)
    {
        var length = _wide?.Length ?? _narrow.Length;
        if (length == 0)
        {
            (_first, _narrow) = (low, new ushort[high - low + 1]);
            return;
        }

        var newFirst = Math.Min(_first, low);
        var newLength = Math.Max(_first + length - 1, high) - newFirst + 1;
        if (newLength > length)
        {
            var shift = _first - newFirst;
            _narrow = _wide is null ? Moved(_narrow, shift, newLength) : _narrow;
            _wide = _wide is null ? null : Moved(_wide, shift, newLength);
            _first = newFirst;
        }
    }

    private static T[] Moved<T>(T[] counts, int shift, int length)
    {
        var moved = new T[length];
        counts.CopyTo(moved, shift);
        return moved;
    }
}
