using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MeshLens.Api.Tests.Fakes;
using MeshLens.Core.Verdicts;
using MeshLens.Grains.Catalog;

namespace MeshLens.Api.Tests;

public sealed class EdgeEndpointTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_EveryParameter_ReachesTheCatalog()
    {
        await using var api = await ApiUnderTest.Create();

        await api.Client.GetStringAsync("/api/v1/edges?namespace=shop&class=mesh-config&text=pay&sort=requests&offset=10&limit=7", Token);

        Assert.Equal(
            new EdgeQuery { Namespace = "shop", Class = VerdictClass.MeshConfig, Text = "pay", Order = EdgeOrder.Requests, Offset = 10, Limit = 7 },
            api.Catalog.Asked);
    }

    [Fact]
    public async Task List_NoParameter_AsksForTheFiftyWorst()
    {
        await using var api = await ApiUnderTest.Create();

        await api.Client.GetStringAsync("/api/v1/edges", Token);

        Assert.Equal(new EdgeQuery { Order = EdgeOrder.Worst, Limit = 50 }, api.Catalog.Asked);
    }

    [Theory]
    [InlineData("class=slow", "class")]
    [InlineData("sort=0", "sort")]
    [InlineData("sort=latency", "sort")]
    [InlineData("offset=-1", "offset")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("limit=many", "limit")]
    [InlineData("offset=1.5", "offset")]
    public async Task List_WrongParameter_IsAProblemThatNamesIt(string query, string parameter)
    {
        await using var api = await ApiUnderTest.Create();

        using var response = await api.Client.GetAsync($"/api/v1/edges?{query}", Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.True(problem.GetProperty("errors").TryGetProperty(parameter, out _));
        Assert.Contains(parameter, problem.GetProperty("detail").GetString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task List_Answer_IsWhatIsKept()
    {
        await using var api = await ApiUnderTest.Create();
        api.Catalog.Edges.Add(new EdgeSummary
        {
            Id = FakeAnswers.Known.ToString(),
            Class = VerdictClass.Network,
            Cause = "rtt",
            Symptom = Symptom.Growth,
            Since = FakeAnswers.Start,
            ExcessMs = 51.5,
        });

        Snapshot.Matches(await api.Client.GetStringAsync("/api/v1/edges", Token), "edges");
    }

    [Fact]
    public async Task Diagnosis_KnownEdge_IsWhatIsKept()
    {
        await using var api = await ApiUnderTest.Create();

        Snapshot.Matches(await api.Client.GetStringAsync($"/api/v1/edges/{FakeAnswers.Known}/diagnosis", Token), "diagnosis");
    }

    [Theory]
    [InlineData("diagnosis")]
    [InlineData("history")]
    [InlineData("snapshot")]
    public async Task Edge_NobodySaw_IsNotFound(string question)
    {
        await using var api = await ApiUnderTest.Create();

        using var response = await api.Client.GetAsync($"/api/v1/edges/k8s1~shop~a~shop~b~80/{question}", Token);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("k8s1~shop~a~shop~b~80", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("payments")]
    [InlineData("k8s1~shop~a~shop~b~http")]
    [InlineData("k8s1~shop~a~shop~b~80~extra")]
    public async Task Edge_NoId_IsABadRequest(string id)
    {
        await using var api = await ApiUnderTest.Create();

        using var response = await api.Client.GetAsync($"/api/v1/edges/{id}/diagnosis", Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Edge_InsideFails_GivesAwayNothing()
    {
        await using var api = await ApiUnderTest.Create();
        api.Answers.Failure = new InvalidOperationException("secret of the inside");

        using var response = await api.Client.GetAsync($"/api/v1/edges/{FakeAnswers.Known}/diagnosis", Token);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }
}
