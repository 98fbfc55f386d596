using MeshLens.Lab.Mesh;

namespace MeshLens.Lab.Runs;

/// <summary>A running mesh and everything that watches it.</summary>
internal sealed class MeshRun
{
    private static readonly TimeSpan BetweenTrials = TimeSpan.FromSeconds(5);

    private readonly LabMesh _mesh;
    private readonly Quiet _quiet;
    private readonly Trial _trial;

    /// <summary>Starts the mesh's traffic.</summary>
    public MeshRun(LabMesh mesh, IVerdictSource source, LabRunOptions options)
    {
        var plan = mesh.Plan;
        var times = new TrialTimes();
        var watch = new VerdictWatch(source, plan, TimeProvider.System, times.Poll);
        _quiet = new Quiet(watch, plan);
        _trial = new Trial(watch, new SnapshotRecorder(source, options.RecordFolder), plan, times);
        _mesh = mesh;
        mesh.StartTraffic();
    }

    public Task AwaitBaselineAsync(TimeSpan healthyFor, CancellationToken cancellation) => _quiet.AwaitAsync(healthyFor, cancellation);

    public Task<IReadOnlyList<string>> CountAlarmsAsync(TimeSpan duration, CancellationToken cancellation) =>
        _quiet.CountAlarmsAsync(duration, cancellation);

    /// <summary>Runs the trials one after the other and tells of each before and after.</summary>
    public async Task RunAsync(IEnumerable<TrialCase> trials, Action<TrialCase> begun, Action<TrialResult> ended, CancellationToken cancellation)
    {
        foreach (var trial in trials)
        {
            await _quiet.AwaitAsync(BetweenTrials, cancellation);
            begun(trial);
            _mesh.RequireRunning();
            ended(await _trial.RunAsync(trial, () => trial.Fault.Inject(_mesh, trial.Edge, trial.Strength), cancellation));
        }
    }
}
