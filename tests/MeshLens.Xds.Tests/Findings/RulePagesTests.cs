using MeshLens.Xds.Findings;

namespace MeshLens.Xds.Tests.Findings;

/// <summary>The pages in <c>docs/rules</c> say what the rules say. With <c>MESHLENS_ACCEPT=1</c> the test writes them.</summary>
public sealed class RulePagesTests
{
    // The catalogue rows that findings must cover: each a rule, or a sentence why what istiod serves cannot decide it.
    private static readonly int[] Rows =
    [
        .. Enumerable.Range(1, 14), 16, 17, 18, 20, .. Enumerable.Range(22, 13), 36, 38, .. Enumerable.Range(42, 5), 48, 50,
        .. Enumerable.Range(54, 4), 59, 61, 62, 63, 65,
    ];

    [Fact]
    public void Pages_InTheRepository_AreThoseOfTheRules()
    {
        var folder = Path.Combine(Repository(), "docs", "rules");
        if (Environment.GetEnvironmentVariable("MESHLENS_ACCEPT") == "1")
        {
            Write(folder);
        }

        Assert.Equal(RulePages.All.Keys.Order(StringComparer.Ordinal), Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var (name, text) in RulePages.All)
        {
            Assert.True(File.ReadAllText(Path.Combine(folder, name)) == text, $"docs/rules/{name} is out of date: run this test with MESHLENS_ACCEPT=1.");
        }
    }

    [Fact]
    public void Rules_CoverEveryRowOfTheCatalogue() =>
        Assert.Empty(Rows.Except(RuleBook.Rules.SelectMany(static rule => rule.Rows)).Except(Limitation.All.Select(static limit => limit.Row)));

    [Fact]
    public void Info_OfEveryRule_IsWholeSentences()
    {
        foreach (var rule in RuleBook.Rules)
        {
            Assert.All([rule.Pattern, rule.Silent, rule.Predicts, rule.Fix], text => Assert.EndsWith(".", text, StringComparison.Ordinal));
            Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", rule.Id);
            Assert.DoesNotMatch("\\.$", rule.Title);
        }
    }

    private static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(folder))
        {
            File.Delete(file);
        }

        foreach (var (name, text) in RulePages.All)
        {
            File.WriteAllText(Path.Combine(folder, name), text);
        }
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MeshLens.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }
}
