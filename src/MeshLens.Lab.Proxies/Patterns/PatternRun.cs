using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using MeshLens.Lab.Runs;

namespace MeshLens.Lab.Proxies.Patterns;

/// <summary>Runs the patterns and what looks like them in several meshes, and then without each source from what was recorded.</summary>
public static class PatternRun
{
    private const int GoodEnough = 0;
    private const int NotGoodEnough = 1;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(12);

    /// <summary>Runs against a server that is up and reads the lab's endpoints, counters and configuration.</summary>
    /// <returns>0 when the figures are good enough, 1 otherwise.</returns>
    /// <exception cref="LabException">The machine lacks something, or a mesh does not become healthy.</exception>
    public static async Task<int> RunAsync(PatternOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var results = await ResultsAsync(options, cancellation);
        var answers = Offline(results);
        await options.Output.WriteLineAsync(PatternTables.Online(results));
        await options.Output.WriteLineAsync(PatternTables.Offline(answers));
        if (options.ResultFile is { } file)
        {
            new FigureFile(file).Put(PatternFigures.Of(results, answers));
        }

        return PatternFigures.AreGoodEnough(results, answers) ? GoodEnough : NotGoodEnough;
    }

    /// <summary>Classifies once more what another run recorded, with all sources and without each.</summary>
    /// <returns>0 when nothing was wrong, 1 otherwise.</returns>
    public static int Replay(string folder, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var answers = Recordings.Read(folder).SelectMany(static each => Answers(each.Case, each.Snapshots)).ToList();
        output.WriteLine(PatternTables.Offline(answers));
        return answers.TrueForAll(static answer => answer.Match != Match.Wrong) ? GoodEnough : NotGoodEnough;
    }

    internal static async Task<IReadOnlyList<PatternResult>> ResultsAsync(PatternOptions options, CancellationToken cancellation)
    {
        var work = new ConcurrentQueue<PatternCase>(PatternCatalog.All.Where(each => options.Only.Count == 0 || options.Only.Contains(each.Name)));
        var results = new ConcurrentBag<PatternResult>();
        using var http = new HttpClient { BaseAddress = options.Server, Timeout = TimeSpan.FromSeconds(10) };
        await Task.WhenAll(options.Lab.Meshes.Select(mesh => Task.Run(() => WorkAsync(mesh, work, results, http, options, cancellation), cancellation)));
        var order = PatternCatalog.All.Select(static each => each.Name).ToList();
        return [.. results.OrderBy(result => order.IndexOf(result.Case.Name))];
    }

    internal static IReadOnlyList<OfflineAnswer> Offline(IReadOnlyList<PatternResult> results) =>
        [.. results.SelectMany(static result => Answers(result.Case.Name, result.Snapshots))];

    private static async Task WorkAsync(
        PatternMesh mesh, ConcurrentQueue<PatternCase> work, ConcurrentBag<PatternResult> results, HttpClient http, PatternOptions options, CancellationToken cancellation)
    {
        mesh.StartTraffic(options.AccessLogs);
        var trial = new PatternTrial(mesh, new EdgeWatch(http, mesh.Plan), options.Lab.ControlPlane);
        await trial.AwaitHealthAsync(options.Baseline, cancellation);
        var list = DecidableList.Read();
        while (work.TryDequeue(out var next))
        {
            await trial.AwaitHealthAsync(Between, cancellation);
            var result = await trial.RunAsync(next, list.Of(next.Name, RemovedSource.None).Text, cancellation);
            results.Add(result);
            await options.Output.WriteLineAsync(Line(result));
            Recordings.Write(result, options.RecordFolder);
        }
    }

    private static IEnumerable<OfflineAnswer> Answers(string name, IReadOnlyList<JsonObject> snapshots)
    {
        var list = DecidableList.Read();
        return Enum.GetValues<RemovedSource>().Select(removed => OfflineClassification.Answer(name, snapshots, removed, list));
    }

    private static string Line(PatternResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"{result.Case.Name}: {result.First ?? "nothing"} after {result.Seconds ?? 0:f1} s, then {result.Last}; {(result.IsRight ? "right" : $"it is {result.Expected}")}. {result.Summary}{string.Concat(result.Predictions.Select(static each => $"\n    {each}"))}");
}
