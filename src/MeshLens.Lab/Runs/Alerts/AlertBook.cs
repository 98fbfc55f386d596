using System.Globalization;

namespace MeshLens.Lab.Runs.Alerts;

/// <summary>Gathers results of several meshes and keeps the file of figures up to date, so that an interrupted run is not lost.</summary>
internal sealed class AlertBook(AlertsOptions options, int seed)
{
    private readonly Lock _lock = new();
    private readonly List<AlertResult> _results = [];

    public void Add(AlertResult result)
    {
        lock (_lock)
        {
            _results.Add(result);
            options.Output.WriteLine($"[{_results.Count}] {Line(result)}");
            new FigureFile(options.ResultFile).Put(AlertFigures.Of(_results, seed));
        }
    }

    /// <summary>Prints the figures and what was not right; true when they are good enough.</summary>
    public bool Close()
    {
        foreach (var result in _results.Where(static result => !result.IsRight))
        {
            options.Output.WriteLine(Line(result));
        }

        foreach (var figure in AlertFigures.Of(_results, seed))
        {
            options.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{figure.Name} {figure.Value:0.##} {figure.Unit}"));
        }

        return AlertFigures.AreGoodEnough(_results);
    }

    private static string Line(AlertResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"{result.Scenario.What} | {result.Scenario.Expected} | {(result.Pages.Count == 0 ? "none came" : string.Join(", ", result.Pages))} | {result.Seconds:f1} s | {Judgement(result)}");

    private static string Judgement(AlertResult result) => result.IsRight ? "right" : $"{(result.IsMissed ? "MISSED " : "")}{(result.Wrong > 0 ? $"{result.Wrong} WRONG" : "")}".Trim();
}
