namespace MeshLens.Lab.Runs.Alerts;

/// <summary>A mesh in which things break, and everything that watches it.</summary>
internal sealed class AlertSiteRun
{
    private readonly AlertSite _site;
    private readonly Quiet _quiet;
    private readonly AlertTrial _trial;

    /// <param name="site">Its traffic flows by then, or will before anything is asked.</param>
    /// <param name="http">Asks the server.</param>
    /// <param name="options">Where to record.</param>
    public AlertSiteRun(AlertSite site, HttpClient http, LabRunOptions options)
    {
        var times = new AlertTimes();
        var verdicts = new ApiVerdictSource(http);
        _site = site;
        _quiet = new Quiet(new VerdictWatch(verdicts, site.Plan, TimeProvider.System, times.Poll), site.Plan);
        _trial = new AlertTrial(
            new PageWatch(new ApiAlertSource(http), site.Plan, TimeProvider.System, times.Poll), new SnapshotRecorder(verdicts, options.RecordFolder), site.Plan, times);
    }

    /// <exception cref="LabException">The mesh does not become healthy.</exception>
    public Task AwaitHealthAsync(TimeSpan healthyFor, CancellationToken cancellation) => _quiet.AwaitAsync(healthyFor, cancellation);

    /// <summary>Waits until nobody is blamed any more; what is then still unclear must wake nobody either.</summary>
    public Task AwaitCalmAsync(TimeSpan calmFor, CancellationToken cancellation) => _quiet.SettleAsync(calmFor, cancellation);

    /// <exception cref="LabException">The mesh fell apart by itself.</exception>
    public Task<AlertResult> RunAsync(AlertScenario scenario, CancellationToken cancellation)
    {
        _site.RequireRunning();
        return _trial.RunAsync(scenario, cancellation);
    }
}
