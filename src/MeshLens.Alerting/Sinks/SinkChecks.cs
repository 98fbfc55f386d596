namespace MeshLens.Alerting.Sinks;

/// <summary>When a sink is told nothing, while there is nothing to tell, to know whether it would take something.</summary>
internal sealed class SinkChecks(IAlertSink sink, TimeProvider time)
{
    private long? _triedAt;

    /// <summary>The last try failed, and told nothing: sinks that are down are tried less and less often, and what is there now must not wait for that.</summary>
    public bool HasFailed { get; private set; }

    public bool IsDue(bool isFailing) => sink.Check is { } every && (isFailing || _triedAt is not { } at || time.GetElapsedTime(at) >= every);

    public void Tries() => _triedAt = time.GetTimestamp();

    /// <summary>True for the first alert that cannot be told after checks that failed.</summary>
    public bool Failed(int alerts)
    {
        var before = HasFailed;
        HasFailed = alerts == 0;
        return before && !HasFailed;
    }
}
