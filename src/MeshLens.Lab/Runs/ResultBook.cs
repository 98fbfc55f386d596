using System.Text.Json;

namespace MeshLens.Lab.Runs;

/// <summary>Gathers results of several meshes and keeps the files up to date, so that an interrupted run is not lost.</summary>
internal sealed class ResultBook(AccuracyOptions options, int seed, int quietAlarms)
{
    private readonly Lock _lock = new();
    private readonly List<TrialResult> _results = [];

    public void Add(TrialResult result)
    {
        lock (_lock)
        {
            _results.Add(result);
            options.Output.WriteLine($"[{_results.Count}] {ResultTable.Line(result)}");
            Write();
        }
    }

    /// <summary>Prints the table; true when the figures are good enough.</summary>
    public bool Close()
    {
        options.Output.WriteLine(ResultTable.Format(_results));
        foreach (var figure in Figures())
        {
            options.Output.WriteLine($"{figure.Name} {figure.Value:0.##} {figure.Unit}");
        }

        return AccuracyReport.IsGoodEnough(_results, quietAlarms);
    }

    private IReadOnlyList<Figure> Figures() => AccuracyReport.Figures(_results, seed, options.Quiet.TotalMinutes, quietAlarms);

    private void Write()
    {
        new FigureFile(options.ResultFile).Put(Figures());
        File.WriteAllText(Path.ChangeExtension(options.ResultFile, ".runs.json"), JsonSerializer.Serialize<IReadOnlyList<TrialResult>>(_results, RunJson.Default.IReadOnlyListTrialResult) + "\n");
    }
}
