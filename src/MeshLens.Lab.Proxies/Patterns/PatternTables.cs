using System.Text;

namespace MeshLens.Lab.Proxies.Patterns;

/// <summary>What was said, as tables for people and for the README.</summary>
internal static class PatternTables
{
    /// <summary>Case by case.</summary>
    public static string Online(IReadOnlyList<PatternResult> results) => Format(
        ["case", "must be", "was", "after", ""],
        results.Select(static result => new[]
        {
            result.Case.Name,
            result.Expected,
            result.First == result.Last ? result.Last : $"{result.First ?? "nothing"}, then {result.Last}",
            result.Seconds is { } seconds ? FormattableString.Invariant($"{seconds:f1} s") : "-",
            result.IsRight ? "right" : result.IsWrong ? "WRONG" : "undecided",
        }));

    /// <summary>Source by source, and what went otherwise than it was written down.</summary>
    public static string Offline(IReadOnlyList<OfflineAnswer> answers) =>
        Format(["sources", "cases", "decidable", "of these right", "not decidable", "of these named", "wrong"], answers.GroupBy(static answer => answer.Removed).Select(static group => Row(group.Key, [.. group])))
        + "\n"
        + Format(
            ["sources", "case", "written down", "was"],
            answers.Where(static answer => answer.Match != Match.Right).Select(static answer => new[] { RemovedSourceNames.Of(answer.Removed), answer.Case, answer.Expected.Text, answer.Said }));

    private static string[] Row(RemovedSource removed, IReadOnlyList<OfflineAnswer> answers)
    {
        var decidable = answers.Where(static answer => answer.Expected.IsDecidable).ToList();
        var others = answers.Except(decidable).ToList();
        return
        [
            RemovedSourceNames.Of(removed).Replace('-', ' '),
            $"{answers.Count}",
            $"{decidable.Count}",
            $"{decidable.Count(static answer => answer.Match == Match.Right)}",
            $"{others.Count}",
            $"{others.Count(static answer => answer.Match == Match.Right)}",
            $"{answers.Count(static answer => answer.Match == Match.Wrong)}",
        ];
    }

    private static string Format(string[] heads, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        var widths = heads.Select((head, column) => all.Select(row => row[column].Length).Append(head.Length).Append(3).Max()).ToArray();
        var text = new StringBuilder();
        foreach (var row in new[] { heads, widths.Select(static width => new string('-', width)).ToArray() }.Concat(all))
        {
            text.Append("| ").AppendJoin(" | ", row.Select((cell, column) => cell.PadRight(widths[column]))).Append(" |\n");
        }

        return text.ToString();
    }
}
