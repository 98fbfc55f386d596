using MeshLens.Core.Edges;
using MeshLens.Core.Verdicts;
using MeshLens.Grains.Catalog;
using MeshLens.Server.Client;

namespace MeshLens.Server.Tests.Client;

public sealed class EdgeFinderTests
{
    private static readonly EdgeSummary Edge = new()
    {
        Id = "k8s1~shop~frontend~shop~payments~8080",
        Source = new("shop", "frontend", PartyKind.Workload),
        Destination = new("shop", "payments", PartyKind.Service, 8080),
    };

    private static readonly EdgeSummary Outside = new()
    {
        Id = "k8s1~shop~frontend~~fd00%3A%3A1~443",
        Source = new("shop", "frontend", PartyKind.Workload),
        Destination = new("", "fd00::1", PartyKind.Address, 443),
    };

    [Theory]
    [InlineData("frontend", "payments")]
    [InlineData("shop/frontend", "shop/payments:8080")]
    [InlineData("frontend", "payments:8080")]
    [InlineData("shop/payments")]
    [InlineData("shop/frontend")]
    public void GoesBy_NamesAsPrinted_AreFoundByServerAndClient(params string[] names)
    {
        Assert.True(new EdgeQuery { Text = names[^1] }.Admits(Edge));
        Assert.True(EdgeFinder.GoesBy(Edge, names));
    }

    [Fact]
    public void GoesBy_AddressWithPort_IsFound()
    {
        Assert.True(new EdgeQuery { Text = "fd00::1:443" }.Admits(Outside));
        Assert.True(EdgeFinder.GoesBy(Outside, ["shop/frontend", "fd00::1:443"]));
    }

    [Theory]
    [InlineData("frontend", "payments:80")]
    [InlineData("other/frontend", "payments")]
    [InlineData("front", "payments")]
    [InlineData("payments", "frontend")]
    [InlineData("frontend:8080")]
    public void GoesBy_AnotherName_IsNot(params string[] names) => Assert.False(EdgeFinder.GoesBy(Edge, names));
}
