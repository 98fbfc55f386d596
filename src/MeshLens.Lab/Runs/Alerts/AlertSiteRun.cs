namespace MeshLens.Lab.Runs.Alerts;

/// <summary>A mesh in which things break, and everything that watches it.</summary>
internal sealed class AlertSiteRun
{
    private readonly AlertSite _site;
    private readonly Quiet _quiet;
    private readonly PageWatch _watch;
    private readonly AlertTimes _times = new();
    private readonly AlertTrial _trial;

    /// <param name="site">Its traffic flows by then, or will before anything is asked.</param>
    /// <param name="http">Asks the server.</param>
    /// <param name="options">Where to record.</param>
    public AlertSiteRun(AlertSite site, HttpClient http, LabRunOptions options)
    {
        var verdicts = new ApiVerdictSource(http);
        _site = site;
        _quiet = new Quiet(new VerdictWatch(verdicts, site.Plan, TimeProvider.System, _times.Poll), site.Plan);
        _watch = new PageWatch(new ApiAlertSource(http), site.Plan, TimeProvider.System, _times.Poll);
        _trial = new AlertTrial(_watch, new SnapshotRecorder(verdicts, options.RecordFolder), site.Plan, _times);
    }

    /// <exception cref="LabException">The mesh does not become healthy.</exception>
    public Task AwaitHealthAsync(TimeSpan healthyFor, CancellationToken cancellation) => _quiet.AwaitAsync(healthyFor, cancellation);

    /// <summary>Waits until no page fires; those that there were until then are not what is to be judged.</summary>
    public async Task LeaveEarlierAsync(CancellationToken cancellation)
    {
        await _watch.UntilAsync(_times.Recovery, static fires => !fires, cancellation);
        _watch.Forget();
    }

    /// <summary>Waits until nobody is blamed any more; what is then still unclear must wake nobody either.</summary>
    public Task AwaitCalmAsync(TimeSpan calmFor, CancellationToken cancellation) => _quiet.SettleAsync(calmFor, cancellation);

    /// <exception cref="LabException">The mesh fell apart by itself.</exception>
    public Task<AlertResult> RunAsync(AlertScenario scenario, CancellationToken cancellation)
    {
        _site.RequireRunning();
        return _trial.RunAsync(scenario, cancellation);
    }
}
