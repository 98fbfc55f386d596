using MeshLens.Core.Edges;

namespace MeshLens.Core.Tests;

public sealed class WildcardTests
{
    [Theory]
    [InlineData("shop", "shop", true)]
    [InlineData("shop", "shops", false)]
    [InlineData("pay-*", "pay-eu", true)]
    [InlineData("pay-*", "pay-", true)]
    [InlineData("pay-*", "pay", false)]
    [InlineData("*-eu", "pay-eu", true)]
    [InlineData("a*a", "a", false)]
    [InlineData("a*b*c", "aXbYc", true)]
    [InlineData("a*b*c", "acb", false)]
    [InlineData("a*bc*c", "abc", false)]
    [InlineData("*", "", true)]
    public void Matches_Name_IsAsWritten(string pattern, string name, bool matches) => Assert.Equal(matches, Wildcard.Matches(pattern, name));
}
