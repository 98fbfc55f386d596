namespace MeshLens.Agent.Watching;

/// <summary>Something that is done now and then. It is due at once, and never twice for one delay.</summary>
internal sealed class Every(TimeSpan period, TimeProvider time)
{
    private long? _last;

    public bool IsDue()
    {
        var now = time.GetTimestamp();
        if (_last is { } last && time.GetElapsedTime(last, now) < period)
        {
            return false;
        }

        _last = now;
        return true;
    }
}
