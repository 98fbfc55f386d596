namespace MeshLens.Core.Retrying;

/// <summary>
/// Waits between attempts: doubling, with jitter over the upper half, so that all callers of a restarted server do not return in
/// step. Whoever got something starts it over.
/// </summary>
/// <param name="first">The wait after the first failure.</param>
/// <param name="longest">No wait is longer.</param>
/// <param name="random">Draws from 0 to 1.</param>
public sealed class Backoff(TimeSpan first, TimeSpan longest, Func<double> random)
{
    private int _failures;

    /// <summary>All is well again.</summary>
    public void Reset() => _failures = 0;

    /// <summary>How long to wait now.</summary>
    public TimeSpan Next()
    {
        var wait = first * Math.Pow(2, _failures);
        if (wait < longest)
        {
            _failures++;
        }

        return (wait < longest ? wait : longest) * (0.5 + (0.5 * random()));
    }
}
