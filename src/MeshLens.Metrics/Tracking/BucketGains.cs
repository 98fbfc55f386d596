namespace MeshLens.Metrics.Tracking;

/// <summary>What a histogram gained.</summary>
public sealed class BucketGains
{
    private readonly SortedDictionary<double, double> _upTo = [];

    public double Count { get; internal set; }

    public double Sum { get; internal set; }

    /// <summary>Observations above the bound before and up to this one; the last bound is infinite.</summary>
    public IEnumerable<(double Bound, double Count)> Buckets()
    {
        var before = 0d;
        foreach (var (bound, upTo) in _upTo)
        {
            // Series of one histogram may be reset one by one; a bucket has never lost anything.
            yield return (bound, Math.Max(0, upTo - before));
            before = Math.Max(before, upTo);
        }
    }

    /// <param name="bound">Inclusive.</param>
    /// <param name="count">Of everything up to the bound, as the text has it.</param>
    internal void AddUpTo(double bound, double count) => _upTo[bound] = _upTo.GetValueOrDefault(bound) + count;
}
