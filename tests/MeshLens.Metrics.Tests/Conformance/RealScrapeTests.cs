using System.Text;
using MeshLens.Metrics.Tests.Text;
using MeshLens.Metrics.Text;

namespace MeshLens.Metrics.Tests.Conformance;

/// <summary>A real Prometheus is shown the same texts: it and MeshLens must take the same ones, and read the same in them.</summary>
public sealed class RealScrapeTests
{
    private const string Variable = "MESHLENS_DATA";

    // Prometheus 2.42 takes the first three, which the format does not have, and fails later at the last, which it has.
    private static readonly string[] DifferentOnPurpose =
        ["a{b=\"c\nd\"} 1", "a{b=\"c\" d=\"e\"} 1", "# HELP a-b five\n", " \ta\t1  7 \n"];

    private static readonly string[] Quirks =
    [
        .. MalformedTextTests.Mistakes.Where(static mistake => mistake.Data.Item1 == MetricsFormat.Prometheus).Select(static mistake => mistake.Data.Item2).Except(DifferentOnPurpose),
        "a 1", "a{} 1\n", "a\t1  7 \n", "a { b = \"c\" , d = \"e\" , } 1", "a{b=\"c\"}1", """a{b="x\\y\"z\nq\t"} 1""", "a{b=\"\"} 1\n", "a 1\n\n\nb 2\n",
        "a 1.\nb .5\nc +5\nd 5e-324\ne NaN\nf +Inf\ng -inf\nh Infinity\ni nAn\nj 18446744073709551615\nk 9007199254740993\nl 1e-400\n",
        "a 0.1\nb 0.3\nc 123456789.123456\nd 0.000171854\ne 99999999999999.9\n", "# HELP a\n# TYPE b gauge\n#\n#TYPE c nonsense\n# TYPEd nonsense\nb 1\n",
        "# HELP a help \\n text\na 1\na 2\n", "a{b=\"c\"} 1\na{b=\"c\"} 1\na{b=\"d\"} 2\n", "# UNIT a b\na 1\n# EOF\nb 1\n", "#a\na 1", "#", "\n", "a{b=\"c\",} 1", "a{b=\"\\\\\"} 1",
        "a_bucket{le=\"1\"} 1\na_bucket{le=\"+Inf\"} 2\na_sum 1.5\na_count 2\na_created 5\n",
    ];

    private static readonly string[] OpenQuirks =
    [
        .. MalformedTextTests.Mistakes.Where(static mistake => mistake.Data.Item1 == MetricsFormat.OpenMetrics).Select(static mistake => mistake.Data.Item2),
        "a 1\n# EOF", "a 1\n# EOF\n", "a{} 1 1520879607.789\n# EOF\n", "# TYPE a_seconds counter\n# UNIT a_seconds seconds\na_seconds_total 1 # {b=\"c\"} 1 1.5\n# EOF\n",
        "a{b=\"c\",d=\"e\"} 1\n# EOF\n", "# HELP a some\n# TYPE a info\na_info{b=\"\\\"\"} 1\n# EOF\n", "# TYPE a histogram\na_bucket{le=\"+Inf\"} 1 # {} 5\n# EOF\n",
    ];

    [Fact]
    public async Task PublicScrapes_ShownToPrometheus_ReadTheSame()
    {
        var folder = Path.Combine(Environment.GetEnvironmentVariable(Variable) ?? "", "public");
        Assert.SkipUnless(Directory.Exists(folder), $"{Variable} does not name a folder with public.");
        var texts = Scrapes(folder).SelectMany(static (text, number) => new[]
        {
            new Exposition($"text-{number}", text, MetricsFormat.Prometheus),
            new Exposition($"open-{number}", text, MetricsFormat.OpenMetrics),
        }).ToList();

        var taken = await CompareAsync(texts);

        Assert.InRange(texts.Count, 80, 200);
        Assert.All(Enumerable.Range(0, texts.Count / 2), number => Assert.True(taken.Contains($"text-{number}") || taken.Contains($"open-{number}")));
        Assert.Contains(taken, static job => job.StartsWith("open", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Quirks_ShownToPrometheus_AreTakenAndRefusedAlike()
    {
        var texts = Quirks.Select(static (text, number) => new Exposition($"text-{number}", Encoding.UTF8.GetBytes(text), MetricsFormat.Prometheus))
            .Concat(OpenQuirks.Select(static (text, number) => new Exposition($"open-{number}", Encoding.UTF8.GetBytes(text), MetricsFormat.OpenMetrics)))
            .ToList();

        var taken = await CompareAsync(texts);

        Assert.InRange(taken.Count, 20, texts.Count - 40);
    }

    /// <returns>The jobs whose text was taken.</returns>
    private static async Task<HashSet<string>> CompareAsync(IReadOnlyList<Exposition> texts)
    {
        await using var source = await ExpositionServer.StartAsync(texts);
        await using var prometheus = await PrometheusServer.StartAsync(source.Address, texts);
        var health = await prometheus.ScrapedAsync(texts.Count);
        var differences = new List<string>();
        foreach (var text in texts)
        {
            var error = Reading.Of(text.Text, text.Format).Error;
            if ((error is null) != (health[text.Job] == "up"))
            {
                differences.Add($"{text.Job} {Encoding.UTF8.GetString(text.Text)}: MeshLens says {error?.ToString() ?? "up"}, Prometheus says {health[text.Job]}");
            }
            else if (error is null)
            {
                differences.AddRange(Differences(text, await prometheus.SeriesAsync(text.Job)));
            }
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
        return [.. health.Where(static job => job.Value == "up").Select(static job => job.Key)];
    }

    private static IEnumerable<string> Differences(Exposition text, Dictionary<string, double> theirs)
    {
        var ours = SeriesKey.ReadBy(text);
        return ours.Keys.Union(theirs.Keys)
            .Where(key => !ours.TryGetValue(key, out var mine) || !theirs.TryGetValue(key, out var other) || !mine.Equals(other))
            .Select(key => $"{text.Job} {key}: {ours.GetValueOrDefault(key):R} here, {theirs.GetValueOrDefault(key):R} there");
    }

    private static IEnumerable<byte[]> Scrapes(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(static file => Path.GetExtension(file) is ".in" or ".out" or ".golden" or ".txt")
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes)
            .Where(static text => text.AsSpan().StartsWith("# TYPE "u8) || text.AsSpan().IndexOf("\n# TYPE "u8) >= 0);
}
