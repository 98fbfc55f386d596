using System.Text.Json;
using MeshLens.Xds.Findings;
using MeshLens.Xds.Model;
using MeshLens.Xds.Tests.Findings;

namespace MeshLens.Xds.Tests.Model;

/// <summary>The JSON form of what applies to an edge.</summary>
public sealed class ConfigurationJsonTests
{
    [Fact]
    public void Write_AnEdge_HasPathPoliciesAndView()
    {
        var mesh = new MeshFixture().ByVirtualService();
        mesh.Route.Route_.Timeout = RouteRuleCases.Ms(250);

        using var json = JsonDocument.Parse(JsonSerializer.Serialize(EdgeConfiguration.Of(State(mesh), "b.shop", 8080, null), ConfigurationJson.Options));

        var destination = json.RootElement.GetProperty("destination");
        var route = destination.GetProperty("routes")[0];
        Assert.Equal("250ms", route.GetProperty("timeout").GetString());
        Assert.Equal("VirtualService", route.GetProperty("source").GetProperty("kind").GetString());
        Assert.Equal("prefix", route.GetProperty("match").GetProperty("kind").GetString());
        Assert.Equal("0.0.0.0_8080", destination.GetProperty("listeners")[0].GetProperty("listener").GetString());
        Assert.Equal("perEndpoint", destination.GetProperty("clusters")[0].GetProperty("tls").GetString());
        Assert.Equal("zone-1", destination.GetProperty("clusters")[0].GetProperty("endpoints")[0].GetProperty("zone").GetString());
        Assert.Equal("a-1.shop", json.RootElement.GetProperty("view").GetProperty("reader").GetString());
    }

    [Fact]
    public void Write_AFinding_HasWhatItPredictsAndWhereItWasSeen()
    {
        var mesh = new MeshFixture().ByVirtualService();
        mesh.Route.Route_.Timeout = RouteRuleCases.Ms(50);
        var finding = RuleBook.Judge(mesh.Build()).First(static finding => finding.Rule == "route-timeout-short");

        using var json = JsonDocument.Parse(JsonSerializer.Serialize(finding, ConfigurationJson.Options));

        Assert.Equal("warning", json.RootElement.GetProperty("severity").GetString());
        Assert.Equal((50, 504), (json.RootElement.GetProperty("predicts").GetProperty("milliseconds").GetDouble(), json.RootElement.GetProperty("predicts").GetProperty("status").GetInt32()));
        Assert.Equal(8080, json.RootElement.GetProperty("places")[0].GetProperty("port").GetInt32());
    }

    [Fact]
    public void Of_AServiceThatIsNotThere_IsNull() => Assert.Null(EdgeConfiguration.Of(State(new()), "nobody", 80, null));

    private static ConfigurationState State(MeshFixture mesh)
    {
        var model = mesh.Build();
        return new(DateTimeOffset.UnixEpoch, model, RuleBook.Judge(model), Xds.Changes.ChangeLog.Empty);
    }

    [Theory]
    [InlineData("\"250ms\"", 250)]
    [InlineData("\"10s\"", 10_000)]
    [InlineData("\"0s\"", 0)]
    public void Duration_WrittenAndRead_IsTheSame(string text, double milliseconds)
    {
        var duration = JsonSerializer.Deserialize<TimeSpan>(text, ConfigurationJson.Options);

        Assert.Equal(milliseconds, duration.TotalMilliseconds);
        Assert.Equal(text, JsonSerializer.Serialize(duration, ConfigurationJson.Options));
    }

    [Fact]
    public void Duration_OfSomethingElse_IsRefused() => Assert.Throws<JsonException>(static () => JsonSerializer.Deserialize<TimeSpan>("\"soon\"", ConfigurationJson.Options));
}
