using System.Globalization;

namespace MeshLens.Lab.Runs;

/// <summary>Many faults drawn from a seed; counts how often MeshLens names the right owner, and how fast.</summary>
public static class AccuracyRun
{
    private const int GoodEnough = 0;
    private const int NotGoodEnough = 1;

    /// <summary>Runs against a server that is up and reads the endpoints file of the same meshes; writes the figures as it goes.</summary>
    /// <returns>0 when the figures are good enough, 1 otherwise.</returns>
    /// <exception cref="LabException">The machine lacks something, or a mesh does not become healthy.</exception>
    public static async Task<int> RunAsync(AccuracyOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var seed = options.Seed ?? TrialSchedule.FreshSeed();
        await options.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"seed {seed}{(options.Seed is null ? "" : " (given)")}"));
        using var http = new HttpClient { BaseAddress = options.Server, Timeout = TimeSpan.FromSeconds(10) };
        var runs = options.Meshes.Select(mesh => new MeshRun(mesh, new ApiVerdictSource(http), options)).ToList();
        await Task.WhenAll(runs.Select(run => run.AwaitBaselineAsync(options.Baseline, cancellation)));
        var alarms = (await Task.WhenAll(runs.Select(run => run.CountAlarmsAsync(options.Quiet, cancellation)))).SelectMany(all => all).ToList();
        await options.Output.WriteLineAsync($"{options.Quiet.TotalMinutes:f0} quiet minutes: {alarms.Count} alarms {string.Join(", ", alarms)}");
        var book = new ResultBook(options, seed, alarms.Count);
        await Task.WhenAll(runs.Select((run, index) => RunShareAsync(run, book, options, seed, index, cancellation)));
        return book.Close() ? GoodEnough : NotGoodEnough;
    }

    /// <summary>Each mesh takes every n-th trial of the same schedule.</summary>
    private static Task RunShareAsync(MeshRun run, ResultBook book, AccuracyOptions options, int seed, int index, CancellationToken cancellation)
    {
        var share = TrialSchedule.Draw(options.Meshes[index].Plan, seed, options.TrialsPerFault).Where((_, position) => position % options.Meshes.Count == index);
        return run.RunAsync(share, _ => { }, book.Add, cancellation);
    }
}
