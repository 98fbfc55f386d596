namespace MeshLens.Agent.Streaming;

/// <summary>
/// Waits between attempts: doubling, with jitter over the upper half, so that a thousand agents do not return in step.
/// </summary>
internal sealed class Backoff(TimeSpan first, TimeSpan most, Func<double> random)
{
    private int _doublings;

    public void Reset() => _doublings = 0;

    public TimeSpan Next()
    {
        var wait = first * Math.Pow(2, _doublings);
        if (wait < most)
        {
            _doublings++;
        }

        return (wait < most ? wait : most) * (0.5 + (0.5 * random()));
    }
}
