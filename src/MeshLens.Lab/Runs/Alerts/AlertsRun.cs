using System.Globalization;
using MeshLens.Lab.Mesh;

namespace MeshLens.Lab.Runs.Alerts;

/// <summary>Many faults drawn from a seed in meshes over two nodes; counts what people are woken for without need, and what they miss.</summary>
public static class AlertsRun
{
    private const int GoodEnough = 0;
    private const int NotGoodEnough = 1;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    /// <summary>Runs against a server that is up, has alerts, and reads the endpoints file of the same meshes; writes the figures as it goes.</summary>
    /// <returns>0 when the figures are good enough, 1 otherwise.</returns>
    /// <exception cref="LabException">The machine lacks something, the server has no alerts, or a mesh does not become healthy.</exception>
    public static async Task<int> RunAsync(AlertsOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var seed = options.Seed ?? TrialSchedule.FreshSeed();
        await options.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"seed {seed}{(options.Seed is null ? "" : " (given)")}"));
        using var http = new HttpClient { BaseAddress = options.Server, Timeout = TimeSpan.FromSeconds(10) };
        await new ApiAlertSource(http).AlertsAsync(cancellation);
        var book = new AlertBook(options, seed);
        await Task.WhenAll(options.Meshes.Select((mesh, index) => RunAsync(mesh, index, http, book, options, seed, cancellation)));
        return book.Close() ? GoodEnough : NotGoodEnough;
    }

    /// <summary>Each mesh takes every n-th scenario of a schedule of its own nodes.</summary>
    private static async Task RunAsync(LabMesh mesh, int index, HttpClient http, AlertBook book, AlertsOptions options, int seed, CancellationToken cancellation)
    {
        mesh.StartTraffic();
        var times = new AlertTimes();
        var verdicts = new ApiVerdictSource(http);
        var quiet = new Quiet(new VerdictWatch(verdicts, mesh.Plan, TimeProvider.System, times.Poll), mesh.Plan);
        var watch = new PageWatch(new ApiAlertSource(http), mesh.Plan, TimeProvider.System, times.Poll);
        var trial = new AlertTrial(watch, new SnapshotRecorder(verdicts, options.RecordFolder), mesh.Plan, times);
        await quiet.AwaitAsync(options.Baseline, cancellation);
        foreach (var scenario in AlertSchedule.Draw(mesh.Plan, seed, options.Scenarios).Where((_, position) => position % options.Meshes.Count == index))
        {
            await quiet.AwaitAsync(Between, cancellation);
            mesh.RequireRunning();
            book.Add(await trial.RunAsync(scenario, () => scenario.Inject(mesh), cancellation));
        }
    }
}
