using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Functional.Tests.Rig;

namespace Functional.Tests.Pages;

/// <summary>A person with a browser and the token reads pages, and what another page could make the browser send changes and holds nothing.</summary>
public sealed class PageDoorTests : IAsyncLifetime
{
    private const string Page = "/edges/local~shop~frontend~shop~payments~8080";

    private readonly TemporaryDirectory _directory = new();
    private RunningServer _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await RunningServer.Start(token: _directory.File("token", "open-sesame"));

    [Fact]
    public async Task Page_FollowedLink_AsksForThePassword()
    {
        using var answer = await Send(HttpMethod.Get, Page, "text/html,application/xhtml+xml");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Basic", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
    }

    [Fact]
    public async Task Api_Program_IsNotAskedForAPassword()
    {
        using var answer = await Send(HttpMethod.Get, "/api/v1/edges", "application/json");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(answer.Headers.WwwAuthenticate);
    }

    [Fact]
    public async Task Page_TokenAsPassword_IsShown()
    {
        using var answer = await Send(HttpMethod.Get, Page, "text/html", "open-sesame");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("No traffic was seen", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/api/v1/stream")]
    [InlineData("GET", "/metrics")]
    [InlineData("POST", "/api/v1/probes")]
    [InlineData("PUT", "/api/v1/alerts/rules")]
    public async Task Api_PasswordForMoreThanReadingEdges_IsRefused(string method, string path)
    {
        using var answer = await Send(new(method), path, "text/html", "open-sesame");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(answer.Headers.WwwAuthenticate);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, string accept, string? password = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.ParseAdd(accept);
        request.Headers.Authorization = password is null ? null : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"anybody:{password}")));
        return await _server.Api.Http.SendAsync(request, Cancellation);
    }
}
