using System.Net;
using MeshLens.Api.Tests.Fakes;
using MeshLens.Core.Verdicts;
using MeshLens.Grains.Catalog;

namespace MeshLens.Api.Tests;

public sealed class OtherEndpointTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stream_Changes_AreNamedEvents()
    {
        await using var api = await ApiUnderTest.Create();
        var edge = new EdgeSummary { Id = FakeAnswers.Known.ToString() };
        api.Catalog.Changes.Add(new EdgeChanges(
            [new(edge, VerdictChanged: true, Removed: false), new(edge, false, false), new(edge, false, Removed: true)], Missed: 3));

        using var response = await api.Client.GetAsync("/api/v1/stream?class=network", Token);
        var text = await response.Content.ReadAsStringAsync(Token);

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["verdict", "edge", "removed"], text.Split('\n').Where(line => line.StartsWith("event: ", StringComparison.Ordinal)).Select(line => line[7..]));
        Assert.Equal(1, text.Split("\"missed\":3").Length - 1);
        Assert.Equal(VerdictClass.Network, api.Catalog.Asked!.Class);
    }

    [Fact]
    public async Task Stream_TooManyReaders_IsAProblemWithTheTimeToTryAgain()
    {
        await using var api = await ApiUnderTest.Create();
        api.Catalog.IsFull = true;

        using var response = await api.Client.GetAsync("/api/v1/stream", Token);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(TimeSpan.FromSeconds(10), response.Headers.RetryAfter?.Delta);
        Assert.Contains("256 readers watch the edges already", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nodes_Answer_IsWhatIsKept()
    {
        await using var api = await ApiUnderTest.Create();

        Snapshot.Matches(await api.Client.GetStringAsync("/api/v1/nodes", Token), "nodes");
    }

    [Fact]
    public async Task Mesh_Answer_IsWhatIsKept()
    {
        await using var api = await ApiUnderTest.Create();

        Snapshot.Matches(await api.Client.GetStringAsync("/api/v1/mesh", Token), "mesh");
    }

    [Fact]
    public async Task Proxy_Answer_NamesWhatItHasAndWhatIsNotSeen()
    {
        await using var api = await ApiUnderTest.Create();

        Assert.Equal(
            """{"proxy":"pay.shop","servedBy":"https://istiod:15012/","resources":{"CDS":["outbound|80||pay"]},"notSeen":["No endpoints."]}""",
            (await api.Client.GetStringAsync("/api/v1/mesh/proxies/pay.shop", Token)).Replace("\u007C", "|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OpenApi_Document_IsWhatIsKept()
    {
        await using var api = await ApiUnderTest.Create();

        Snapshot.Matches(await api.Client.GetStringAsync("/openapi/v1.json", Token), "openapi");
    }

    [Theory]
    [InlineData("/healthz", "ok")]
    [InlineData("/readyz", "ready")]
    public async Task Health_ProcessUp_SaysSo(string path, string status)
    {
        await using var api = await ApiUnderTest.Create();

        Assert.Contains($"\"{status}\"", await api.Client.GetStringAsync(path, Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownPath_Answer_IsAProblemThatPointsToTheDocument()
    {
        await using var api = await ApiUnderTest.Create();

        using var response = await api.Client.GetAsync("/api/v2/edges", Token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("/openapi/v1.json", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }
}
