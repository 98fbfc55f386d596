using MeshLens.Api.Configuration;
using MeshLens.Xds.Findings;

namespace MeshLens.Server.Output;

/// <summary>Findings one after the other: what is configured, what it predicts, where to change it.</summary>
internal static class FindingsText
{
    private const int MostPlaces = 3;

    public static void Write(FindingReport report, TextWriter writer)
    {
        Write(report.Findings, writer);
        if (report.Findings.Count == 0)
        {
            writer.WriteLine("Nothing was found.");
        }

        foreach (var missing in report.Missing)
        {
            writer.WriteLine(TerminalText.Clean($"Not seen: {missing}"));
        }
    }

    public static void Write(IReadOnlyList<Finding> findings, TextWriter writer)
    {
        foreach (var finding in findings)
        {
            Line(writer, $"{finding.Severity.ToString().ToUpperInvariant(),-8}{finding.Rule}: {finding.Summary}");
            Line(writer, $"        predicts  {finding.Predicts.Text}");
            Line(writer, $"        in        {(finding.Resource is { } resource ? $"{resource}, " : "")}{finding.Field}");
            Line(writer, $"        for       {Places(finding)}, seen from {Views(finding)}");
            Line(writer, $"        fix       {finding.Fix}");
        }
    }

    private static string Views(Finding finding) => finding.AlsoSeenFrom.Count switch
    {
        0 => $"{finding.View}",
        <= MostPlaces => $"{finding.View}, {string.Join(", ", finding.AlsoSeenFrom)}",
        _ => $"{finding.View} and {finding.AlsoSeenFrom.Count} other views",
    };

    private static string Places(Finding finding)
    {
        var names = finding.Places.Select(static place => place.Host.Length == 0 ? place.Piece : place.Port == 0 ? place.Host : $"{place.Host}:{place.Port}").Distinct().ToList();
        return string.Join(", ", names.Take(MostPlaces)) + (names.Count > MostPlaces ? $" and {names.Count - MostPlaces} more" : "");
    }

    private static void Line(TextWriter writer, string text) => writer.WriteLine(TerminalText.Clean(text));
}
