using System.Text;
using MeshLens.Exposition.Edges;
using MeshLens.Exposition.Families;

namespace MeshLens.Exposition.Tests.Edges;

/// <summary>The table of an edge's metrics in <c>docs/metrics.md</c> is made from the code.</summary>
public sealed class DocumentedFamiliesTests
{
    private const string Begin = "<!-- edges: made from the code -->\n";
    private const string End = "<!-- end -->\n";

    [Fact]
    public void Document_TableOfEdges_IsThatOfTheCode()
    {
        var path = Path.Combine(Root(), "docs", "metrics.md");
        var text = File.ReadAllText(path);
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        var table = Table();
        if (Environment.GetEnvironmentVariable("MESHLENS_ACCEPT") == "1")
        {
            File.WriteAllText(path, text[..from] + table + text[to..]);
        }

        Assert.Equal(table, File.ReadAllText(path)[from..].Split(End)[0]);
    }

    private static string Table()
    {
        var table = new StringBuilder("| Prometheus | OpenTelemetry | what |\n|---|---|---|\n");
        foreach (var family in EdgeFamilies.All.Select(static each => each.Family))
        {
            table.Append("| `").Append(family.SampleName).Append("` | `").Append(family.Name).Append("` | ")
                .Append(KindOf(family.Kind)).Append(": ").Append(family.Help).Append(" |\n");
        }

        return table.ToString();
    }

    private static string KindOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Histogram => "histogram",
        MetricKind.StateSet => "state set",
        _ => "gauge",
    };

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "MeshLens.sln")))
        {
            directory = directory.Parent!;
        }

        return directory.FullName;
    }
}
