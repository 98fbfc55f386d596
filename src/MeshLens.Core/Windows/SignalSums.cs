using MeshLens.Core.Histograms;
using MeshLens.Core.Signals;

namespace MeshLens.Core.Windows;

/// <summary>Histograms by signal, as they add up. A handful of signals at most, so a list beats a dictionary.</summary>
internal sealed class SignalSums
{
    private readonly List<SignalDelta> _sums = [];

    public IReadOnlyList<SignalDelta> All => _sums;

    public void Add(Signal signal, ExponentialHistogram gained)
    {
        foreach (var sum in _sums)
        {
            if (sum.Signal == signal)
            {
                sum.Histogram.Merge(gained);
                return;
            }
        }

        // A copy, because a delta may be handed to several edges.
        _sums.Add(new(signal, gained.Copy()));
    }

    public void Add(SignalSums other, Func<Signal, bool> wanted)
    {
        foreach (var sum in other._sums)
        {
            if (wanted(sum.Signal))
            {
                Add(sum.Signal, sum.Histogram);
            }
        }
    }
}
