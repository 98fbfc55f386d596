using MeshLens.Xds.Findings;

namespace MeshLens.Xds.Tests.Findings;

/// <summary>Every rule: what it fires on, and what looks alike and must not fire.</summary>
public sealed class RuleTests
{
    private static readonly IReadOnlyList<RuleCase> Cases = [.. RouteRuleCases.All, .. ConnectionRuleCases.All, .. EndpointRuleCases.All, .. ListenerRuleCases.All, .. MeshRuleCases.All];

    public static TheoryData<string> Names => [.. Cases.Select(static item => item.ToString())];

    [Theory, MemberData(nameof(Names))]
    public void Judge_ASpoiltMesh_SaysWhatTheCaseSays(string name)
    {
        var one = Cases.Single(item => item.ToString() == name);
        var mesh = new MeshFixture();
        one.Arrange(mesh);

        var found = RuleBook.Judge(mesh.Build()).Where(finding => finding.Rule == one.Rule).ToList();

        Assert.Equal(one.Fires is { } severity ? [severity] : [], found.Select(static finding => finding.Severity));
        Assert.All(found, static finding => Assert.NotEmpty(finding.Places));
    }

    [Fact]
    public void Judge_TheMeshUnspoilt_SaysNothing() => Assert.Empty(RuleBook.Judge(new MeshFixture().Build()));

    [Fact]
    public void Cases_OfEveryRule_FireAndStaySilent()
    {
        foreach (var rule in RuleBook.Rules)
        {
            Assert.True(Cases.Any(item => item.Rule == rule.Id && item.Fires is not null), $"{rule.Id} has no case that fires.");
            Assert.True(Cases.Any(item => item.Rule == rule.Id && item.Fires is null), $"{rule.Id} has no case that looks alike and stays silent.");
        }
    }

    [Fact]
    public void Cases_AreOfRulesThatExist() => Assert.Empty(Cases.Select(static item => item.Rule).Except(RuleBook.Rules.Select(static rule => rule.Id)));

    [Fact]
    public void Ids_AreUnique() => Assert.Equal(RuleBook.Rules.Count, RuleBook.Rules.Select(static rule => rule.Id).Distinct().Count());
}
