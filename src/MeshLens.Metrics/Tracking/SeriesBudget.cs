namespace MeshLens.Metrics.Tracking;

/// <summary>How many series all targets together may remember: memory is bounded however many targets there are. Safe for concurrent targets.</summary>
public sealed class SeriesBudget(int maximum)
{
    private int _taken;

    /// <summary>Series that are remembered.</summary>
    public int Taken => Volatile.Read(ref _taken);

    /// <summary>Makes room for one more; false when there is none.</summary>
    public bool TryTake()
    {
        if (Interlocked.Increment(ref _taken) <= maximum)
        {
            return true;
        }

        Interlocked.Decrement(ref _taken);
        return false;
    }

    /// <summary>So many are forgotten.</summary>
    public void Return(int count) => Interlocked.Add(ref _taken, -count);
}
