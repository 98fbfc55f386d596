using System.Net;
using System.Text;
using System.Text.Json;

namespace MeshLens.Api.Tests;

public sealed class ProbeEndpointTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v1/probes")]
    [InlineData("/api/v1/probes/matrix")]
    public async Task Matrix_Answer_IsWhatIsKept(string path)
    {
        await using var api = await ApiUnderTest.Create();

        Snapshot.Matches(await api.Client.GetStringAsync(path, Token), "probes");
    }

    [Fact]
    public async Task Probe_AllowedTarget_IsAnsweredLineByLineAndSummedUp()
    {
        await using var api = await ApiUnderTest.Create();

        using var response = await Create(api, """{"target":"node-b","count":2}""");

        Assert.Equal((HttpStatusCode.OK, "application/x-ndjson"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal(
            """
            {"accepted":{"target":"node-b","address":"10.0.0.2","port":0,"protocol":"icmp","count":2,"intervalMs":1000,"timeoutMs":950,"from":["node-a"],"host":"node-b","path":"/","cluster":"c"}}
            {"probe":{"from":"node-a","sequence":1,"outcome":"answered","rttMs":2.5,"status":null,"connectMs":null}}
            {"probe":{"from":"node-a","sequence":2,"outcome":"lost","rttMs":null,"status":null,"connectMs":null}}
            {"summary":[{"from":"node-a","sent":2,"answered":1,"lost":1,"refused":0,"notSent":0,"noWord":0,"lossShare":0.5,"minMs":2.5,"medianMs":2.5,"meanMs":2.5,"maxMs":2.5,"jitterMs":null}]}

            """,
            await response.Content.ReadAsStringAsync(Token));
    }

    [Theory]
    [InlineData("""{"target":"10.9.9.9"}""", HttpStatusCode.Forbidden)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("no", HttpStatusCode.BadRequest)]
    public async Task Probe_Refused_IsAProblem(string question, HttpStatusCode status)
    {
        await using var api = await ApiUnderTest.Create();

        using var response = await Create(api, question);

        Assert.Equal((status, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }

    [Theory]
    [InlineData("""{"target":"n","count":"many"}""", "application/json", HttpStatusCode.BadRequest, "'count' in the body cannot be read")]
    [InlineData("""{"target":""", "application/json", HttpStatusCode.BadRequest, "cannot be read")]
    [InlineData("no", "application/json", HttpStatusCode.BadRequest, "cannot be read as JSON, in line 1")]
    [InlineData("""{"target":"n"}""", "text/plain", HttpStatusCode.UnsupportedMediaType, "Content-Type: application/json")]
    [InlineData("""{"target":"n"}""", null, HttpStatusCode.UnsupportedMediaType, "Content-Type: application/json")]
    public async Task Probe_UnreadableBody_SaysWhatAndWhere(string body, string? type, HttpStatusCode status, string said)
    {
        await using var api = await ApiUnderTest.Create();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = type is null ? null : new(type);

        using var response = await api.Client.PostAsync("/api/v1/probes", content, Token);

        var detail = JsonElement.Parse(await response.Content.ReadAsStringAsync(Token)).GetProperty("detail").GetString();
        Assert.Equal(status, response.StatusCode);
        Assert.Contains(said, detail, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> Create(ApiUnderTest api, string question) =>
        api.Client.PostAsync("/api/v1/probes", new StringContent(question, Encoding.UTF8, "application/json"), Token);
}
