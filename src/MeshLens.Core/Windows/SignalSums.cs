using System.Runtime.InteropServices;
using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;

namespace MeshLens.Core.Windows;

/// <summary>Histograms by signal, as they add up. A handful of signals at most, so a list beats a dictionary.</summary>
internal sealed class SignalSums
{
    // The first so many are in use; those behind them are emptied and wait for their signal to come again.
    private readonly List<SignalSum> _sums = [];
    private int _used;

    public ReadOnlySpan<SignalSum> All => CollectionsMarshal.AsSpan(_sums)[.._used];

    public void Add(Signal signal, ExponentialHistogram gained) => BucketsOf(signal).Add(gained);

    public void Add(SignalSums other, Func<Signal, bool> wanted)
    {
        foreach (var sum in other.All)
        {
            if (wanted(sum.Signal))
            {
                Add(sum.Signal, sum.Buckets.ToHistogram());
            }
        }
    }

    public void Clear()
    {
        foreach (var sum in All)
        {
            sum.Buckets.Clear();
        }

        _used = 0;
    }

    private BucketSums BucketsOf(Signal signal)
    {
        for (var position = 0; position < _sums.Count; position++)
        {
            if (_sums[position].Signal == signal)
            {
                return position < _used ? _sums[position].Buckets : Use(position);
            }
        }

        _sums.Add(new(signal, new BucketSums()));
        return Use(_sums.Count - 1);
    }

    private BucketSums Use(int position)
    {
        (_sums[position], _sums[_used]) = (_sums[_used], _sums[position]);
        return _sums[_used++].Buckets;
    }
}
