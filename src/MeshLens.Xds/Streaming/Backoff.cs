namespace MeshLens.Xds.Streaming;

/// <summary>
/// Waits between attempts: doubling, with jitter over the upper half, so that all readers of a restarted istiod do not return in
/// step. A stream that delivered something starts it over.
/// </summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest, Func<double> random)
{
    private int _failures;

    public void Reset() => _failures = 0;

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
