using System.Globalization;
using MeshLens.Lab.Runs.Alerts;

namespace MeshLens.Lab.Runs;

/// <summary>
/// A guided tour: a mesh, seven faults one after the other, what was injected and what MeshLens said side by side. Over several nodes a bad
/// pair of them follows, and whom it would have woken for what.
/// </summary>
public static class DemoRun
{
    private const int Right = 0;
    private const int NotAllRight = 1;

    /// <summary>Runs the tour against a server that is up and reads the endpoints file of the same mesh.</summary>
    /// <returns>0 when every verdict was right, and the page for the bad pair of nodes; 1 otherwise.</returns>
    /// <exception cref="LabException">The machine lacks something, or the mesh does not become healthy.</exception>
    public static async Task<int> RunAsync(LabRunOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var plan = options.Meshes[0].Plan;
        using var http = new HttpClient { BaseAddress = options.Server, Timeout = TimeSpan.FromSeconds(10) };
        await Say(options, $"Starting a mesh: {string.Join(", ", plan.Edges)}.");
        var run = new MeshRun(options.Meshes[0], new ApiVerdictSource(http), options);
        await Say(options, $"MeshLens learns what normal is ({options.Baseline.TotalSeconds:f0} s).");
        await run.AwaitBaselineAsync(options.Baseline, cancellation);

        var results = new List<TrialResult>();
        await run.RunAsync(
            TrialSchedule.Tour(plan),
            trial => options.Output.WriteLine($"{Environment.NewLine}Injecting {trial}"),
            result =>
            {
                results.Add(result);
                options.Output.WriteLine(Tell(result));
            },
            cancellation);
        await Say(options, Environment.NewLine + ResultTable.Format(results));
        var isPaired = plan.Nodes.Count < 2 || await PairAsync(options, http, cancellation);
        return isPaired && results.All(result => result.CauseRight && result.WrongNetwork.Count == 0) ? Right : NotAllRight;
    }

    private static async Task<bool> PairAsync(LabRunOptions options, HttpClient http, CancellationToken cancellation)
    {
        var run = new AlertSiteRun(AlertSite.Of(options.Meshes[0]), http, options);
        var scenario = AlertSchedule.Tour(options.Meshes[0]);
        await run.AwaitHealthAsync(TimeSpan.FromSeconds(10), cancellation);
        await run.LeaveEarlierAsync(cancellation);
        await Say(options, $"{Environment.NewLine}Injecting a {scenario.What}");
        var result = await run.RunAsync(scenario, cancellation);
        await Say(options, result.Pages.Count == 0
            ? "MeshLens woke nobody."
            : string.Create(CultureInfo.InvariantCulture, $"MeshLens woke somebody after {result.Seconds ?? 0:f1} s: {string.Join(" ", result.Sentences)}"));
        return result.IsRight;
    }

    private static string Tell(TrialResult result) => result.VerdictSeconds is { } seconds
        ? string.Create(CultureInfo.InvariantCulture, $"MeshLens said {result.Said} after {seconds:f1} s: {result.Summary}")
        : "MeshLens said nothing.";

    private static Task Say(LabRunOptions options, string line) => options.Output.WriteLineAsync(line);
}
