using MeshLens.Core.Verdicts;
using MeshLens.Lab.Proxies.Patterns;

namespace MeshLens.Lab.Proxies.Tests.Patterns;

/// <summary>The list that was written beforehand fits what is run.</summary>
public sealed class DecidableListTests
{
    private static readonly DecidableList List = DecidableList.Read();

    [Fact]
    public void List_Cases_AreThoseThatAreRun() =>
        Assert.Equal(PatternCatalog.All.Select(static each => each.Name).Order(), List.Cases.Order());

    [Fact]
    public void Catalog_Patterns_AreTenWithALookalikeEach()
    {
        var patterns = PatternCatalog.All.Where(static each => each.IsPattern).Select(static each => each.Name).ToList();

        Assert.Equal(10, patterns.Count);
        Assert.Equal(patterns.Order(), PatternCatalog.All.Where(static each => each.IsLookalike).Select(static each => each.Name[..^1]).Order());
    }

    [Fact]
    public void List_WithAllSources_DecidesEveryCase() =>
        Assert.All(List.Cases, static name => Assert.True(List.Of(name, RemovedSource.None).IsDecidable, name));

    [Fact]
    public void List_Lookalikes_AreNeverTheConfigurations() =>
        Assert.All(List.Cases.Where(static name => name.EndsWith('~')), static name => Assert.All(
            Enum.GetValues<RemovedSource>(), removed => Assert.DoesNotContain("mesh-config", List.Of(name, removed).Text, StringComparison.Ordinal)));

    [Theory]
    [InlineData("network/rtt", "network/rtt", nameof(Match.Right))]
    [InlineData("network/rtt", "network/syn-loss", nameof(Match.Wrong))]
    [InlineData("network/rtt", "undetermined", nameof(Match.Undetermined))]
    [InlineData("network/rtt", "healthy", nameof(Match.Wrong))]
    [InlineData("network", "network/syn-loss", nameof(Match.Right))]
    [InlineData("network", "application/refused", nameof(Match.Wrong))]
    [InlineData("? the caller's end", "undetermined", nameof(Match.Right))]
    [InlineData("? the destination's end", "undetermined", nameof(Match.Undetermined))]
    [InlineData("? the caller's end", "network/rtt", nameof(Match.Wrong))]
    [InlineData("? the caller's end", "healthy", nameof(Match.Wrong))]
    public void Expectation_AnAnswer_IsJudged(string expected, string said, string match)
    {
        Assert.True(Cause.TryParse(said, out var cause));

        Assert.Equal(match, new Expectation(expected).Judge(new() { Cause = cause }, ["The caller's end: no agent sees it"]).ToString());
    }
}
