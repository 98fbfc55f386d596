using MeshLens.Core.Signals;

namespace MeshLens.Core.Windows;

/// <summary>Counters as they add up; they saturate instead of wrapping.</summary>
internal sealed class CounterSums
{
    private readonly List<CounterDelta> _sums = [];

    public IReadOnlyList<CounterDelta> All => _sums;

    public void Add(Counter counter, ulong value)
    {
        for (var position = 0; position < _sums.Count; position++)
        {
            var sum = _sums[position];
            if (sum.Counter == counter)
            {
                _sums[position] = sum with { Value = Saturating.Add(sum.Value, value) };
                return;
            }
        }

        _sums.Add(new(counter, value));
    }

    public void Add(CounterSums other, Func<Counter, bool> wanted)
    {
        foreach (var sum in other._sums)
        {
            if (wanted(sum.Counter))
            {
                Add(sum.Counter, sum.Value);
            }
        }
    }

    public void Clear() => _sums.Clear();
}
