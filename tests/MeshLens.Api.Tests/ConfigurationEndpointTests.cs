using System.Net;
using System.Text.Json;
using MeshLens.Api.Tests.Fakes;

namespace MeshLens.Api.Tests;

public sealed class ConfigurationEndpointTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Findings_Answer_IsWhatIsKept()
    {
        await using var api = await ApiUnderTest.Create(withConfiguration: true);

        Snapshot.Matches(await api.Client.GetStringAsync("/api/v1/findings", Token), "findings");
    }

    [Theory]
    [InlineData("?severity=warning", 1)]
    [InlineData("?severity=error", 0)]
    [InlineData("?text=PAYMENTS&severity=warning", 1)]
    [InlineData("?text=catalog", 0)]
    public async Task Findings_WithAFilter_AreThoseThatPassIt(string query, int expected)
    {
        await using var api = await ApiUnderTest.Create(withConfiguration: true);

        using var answer = JsonDocument.Parse(await api.Client.GetStringAsync($"/api/v1/findings{query}", Token));

        Assert.Equal(expected, answer.RootElement.GetProperty("findings").GetArrayLength());
    }

    [Fact]
    public async Task Configuration_OfAnEdge_IsWhatIsKept()
    {
        await using var api = await ApiUnderTest.Create(withConfiguration: true);

        Snapshot.Matches(await api.Client.GetStringAsync($"/api/v1/edges/{FakeAnswers.Known}/config?onset=2026-01-02T03:04:05Z", Token), "edge-config");
    }

    [Theory]
    [InlineData("/api/v1/findings?severity=awful", HttpStatusCode.BadRequest, "'awful' is no severity")]
    [InlineData("/api/v1/edges/nonsense/config", HttpStatusCode.BadRequest, "not the id of an edge")]
    [InlineData("/api/v1/edges/k8s1~shop~frontend~shop~payments~8080/config?onset=soon", HttpStatusCode.BadRequest, "'soon' is no time")]
    [InlineData("/api/v1/edges/k8s1~shop~frontend~shop~catalog~8080/config", HttpStatusCode.NotFound, "for catalog.shop port 8080. Not every view was read.")]
    public async Task Configuration_AskedWrongly_SaysWhatToDo(string path, HttpStatusCode status, string detail)
    {
        await using var api = await ApiUnderTest.Create(withConfiguration: true);

        using var response = await api.Client.GetAsync(path, Token);

        Assert.Equal(status, response.StatusCode);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token));
        Assert.Contains(detail, problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diagnosis_OfAnEdgeWithFindings_NamesThem()
    {
        await using var api = await ApiUnderTest.Create(withConfiguration: true);

        using var answer = JsonDocument.Parse(await api.Client.GetStringAsync($"/api/v1/edges/{FakeAnswers.Known}/diagnosis", Token));

        var finding = Assert.Single(answer.RootElement.GetProperty("findings").EnumerateArray());
        Assert.Equal("VirtualService shop/payments", finding.GetProperty("resource").GetString());
        Assert.Equal("Requests are ended after 50 ms. It predicts: 504 with flag UT at 50 ms.", finding.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Findings_WithoutAControlPlane_SayHowToReadOne()
    {
        await using var api = await ApiUnderTest.Create();

        using var answer = JsonDocument.Parse(await api.Client.GetStringAsync("/api/v1/findings", Token));

        Assert.Contains("--istiod", answer.RootElement.GetProperty("missing")[0].GetString(), StringComparison.Ordinal);
    }
}
