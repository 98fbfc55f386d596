namespace MeshLens.Xds.Tests.Findings;

/// <summary>One line of <c>recordings.tsv</c>.</summary>
internal sealed record ExpectedFinding(string Recording, string Feature, string Resource, string Field, string Predicts)
{
    public static IReadOnlyList<ExpectedFinding> All { get; } = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Findings", "recordings.tsv"))
        .Where(static line => !line.StartsWith('#'))
        .Select(static line => line.Split('\t'))
        .Select(static cells => new ExpectedFinding(cells[0], cells[1], cells[2], cells[3], cells[4]))];
}
