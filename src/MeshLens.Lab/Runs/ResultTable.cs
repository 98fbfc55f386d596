using System.Globalization;

namespace MeshLens.Lab.Runs;

/// <summary>Injected and said, side by side.</summary>
internal static class ResultTable
{
    private static readonly string[] Heads = ["injected", "on", "MeshLens said", "after", "healthy after", ""];

    public static string Format(IEnumerable<TrialResult> results)
    {
        string[][] rows = [Heads, .. results.Select(Row)];
        var widths = Enumerable.Range(0, Heads.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return string.Join('\n', rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()));
    }

    /// <summary>One result without columns.</summary>
    public static string Line(TrialResult result) => string.Join(" | ", Row(result));

    private static string[] Row(TrialResult result) =>
    [
        $"{result.Fault}: {result.Strength}",
        result.Edge,
        result.Said,
        Seconds(result.VerdictSeconds),
        Seconds(result.RecoverySeconds),
        Judgement(result),
    ];

    private static string Seconds(double? value) => value is { } seconds ? string.Create(CultureInfo.InvariantCulture, $"{seconds:f1} s") : "-";

    private static string Judgement(TrialResult result)
    {
        var judgement = result.CauseRight ? "right" : $"WRONG, it is {result.Expected}";
        return result.WrongNetwork.Count == 0 ? judgement : $"{judgement}; WRONGLY NETWORK: {string.Join(", ", result.WrongNetwork)}";
    }
}
