namespace MeshLens.Lab.Services;

/// <summary>Collects durations between two reports; more than it holds are counted but not kept.</summary>
internal sealed class DurationLog
{
    private readonly Lock _lock = new();
    private readonly double[] _milliseconds = new double[4096];
    private int _kept;
    private int _count;

    public void Add(TimeSpan duration)
    {
        lock (_lock)
        {
            _count++;
            if (_kept < _milliseconds.Length)
            {
                _milliseconds[_kept++] = duration.TotalMilliseconds;
            }
        }
    }

    /// <summary>Sums up and starts over.</summary>
    public DurationSummary Drain()
    {
        lock (_lock)
        {
            var summary = Summarize(_milliseconds.AsSpan(0, _kept), _count);
            _kept = 0;
            _count = 0;
            return summary;
        }
    }

    private static DurationSummary Summarize(Span<double> values, int count)
    {
        if (values.IsEmpty)
        {
            return DurationSummary.Empty;
        }

        values.Sort();
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return new DurationSummary(count, sum / values.Length, At(values, 0.5), At(values, 0.9), At(values, 0.99), values[^1]);
    }

    private static double At(Span<double> sorted, double quantile) => sorted[Math.Min(sorted.Length - 1, (int)(quantile * sorted.Length))];
}
