using System.Net;
using MeshLens.Lab.Runs;

namespace MeshLens.Lab.Tests.Runs;

public sealed class ApiVerdictSourceTests
{
    [Fact]
    public async Task Edges_OfAServer_AreRead()
    {
        const string page = """
            {"edges":[{"id":"local~shop~orders~shop~payments~8080","source":{"namespace":"shop","name":"orders","kind":"workload"},
            "destination":{"namespace":"shop","name":"payments","kind":"service","port":8080},"class":"network","cause":"syn-loss",
            "symptom":"growth","confidence":0.97,"since":"2026-01-01T00:00:00+00:00","summary":"SYNs get lost.","excessMs":212.5,
            "requests":400}],"total":1,"byClass":{"network":1}}
            """;

        var edge = Assert.Single(await Create(page).EdgesAsync("shop", TestContext.Current.CancellationToken));

        Assert.Equal("network/syn-loss", edge.Verdict);
        Assert.Equal(new SeenParty("shop", "orders"), edge.Source);
        Assert.Equal("SYNs get lost.", edge.Summary);
        Assert.True(edge.IsConvicted);
    }

    [Theory]
    [InlineData("healthy", false)]
    [InlineData("undetermined", false)]
    [InlineData("application", true)]
    public async Task Class_DecidesWhetherSomeoneIsBlamed(string verdictClass, bool blamed)
    {
        var page = $$$"""{"edges":[{"id":"e","source":{"namespace":"a","name":"b"},"destination":{"namespace":"c","name":"d"},"class":"{{{verdictClass}}}","cause":null}]}""";

        var edge = Assert.Single(await Create(page).EdgesAsync("a", TestContext.Current.CancellationToken));

        Assert.Equal(blamed, edge.IsConvicted);
    }

    [Fact]
    public async Task Edges_OfAServerThatStarts_AreNone() =>
        Assert.Empty(await Create("{}", HttpStatusCode.ServiceUnavailable).EdgesAsync("shop", TestContext.Current.CancellationToken));

    [Fact]
    public async Task Edges_OfNoServer_AreNone()
    {
        using var http = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:9") };

        Assert.Empty(await new ApiVerdictSource(http).EdgesAsync("shop", TestContext.Current.CancellationToken));
    }

    private static ApiVerdictSource Create(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(new HttpClient(new Canned(body, status)) { BaseAddress = new Uri("http://meshlens.test") });

    private sealed class Canned(string body, HttpStatusCode status) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body) });
    }
}
