using MeshLens.Server.Commands;

namespace MeshLens.Server.Tests.Commands;

public sealed class EdgeQueryStringTests
{
    [Fact]
    public void Of_Parameters_EscapesThemAndLeavesOutWhatIsNotGiven() => Assert.Equal(
        "?text=shop%2Ffrontend&sort=name&offset=50",
        EdgeQueryString.Of(("namespace", null), ("class", ""), ("text", "shop/frontend"), ("sort", "name"), ("offset", "50")));
}
