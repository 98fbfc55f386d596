using System.Net;
using System.Net.Http.Headers;
using System.Text;
using MeshLens.Api.Tests.Fakes;

namespace MeshLens.Api.Tests;

public sealed class AlertEndpointTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v1/alerts", "alerts")]
    [InlineData("/api/v1/alerts/sinks", "alert-sinks")]
    [InlineData("/api/v1/alerts/rules", "alert-rules")]
    public async Task Get_Answer_IsWhatIsKept(string path, string kept)
    {
        await using var api = await ApiUnderTest.Create();

        Snapshot.Matches(await api.Client.GetStringAsync(path, Token), kept);
    }

    [Theory]
    [InlineData("application/yaml")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task Put_GoodRules_AreTaken(string? type)
    {
        await using var api = await ApiUnderTest.Create();

        using var response = await Put(api, "rules: []", type);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("rules: []", api.Alerts.Replaced);
    }

    [Fact]
    public async Task Put_RulesWithMistakes_AnswersAllOfThem()
    {
        await using var api = await ApiUnderTest.Create();

        using var response = await Put(api, "wrong");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.Contains("line 1: it is wrong.", text, StringComparison.Ordinal);
        Assert.Contains("line 2: it is wrong, too.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_RulesOfAFile_IsAConflict()
    {
        await using var api = await ApiUnderTest.Create();
        api.Alerts.IsOfFile = true;

        using var response = await Put(api, "rules: []");

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains("change them there", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_TooMuch_IsRefusedUnread()
    {
        await using var api = await ApiUnderTest.Create();

        using var response = await Put(api, new string('#', (1 << 20) + 1));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Null(api.Alerts.Replaced);
    }

    private static Task<HttpResponseMessage> Put(ApiUnderTest api, string yaml, string? type = "application/yaml")
    {
        var content = new StringContent(yaml, Encoding.UTF8);
        content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        return api.Client.PutAsync("/api/v1/alerts/rules", content, Token);
    }
}
