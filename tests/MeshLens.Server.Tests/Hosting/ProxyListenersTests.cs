using System.Net;
using MeshLens.Server.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace MeshLens.Server.Tests.Hosting;

public sealed class ProxyListenersTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OtlpListener_ItsOwnPath_IsAnsweredAndNothingElse()
    {
        await using var app = MeshLensServer.Build(Options(withOtlp: true), agentArguments: null);
        await app.StartAsync(Cancellation);
        var addresses = app.Services.GetRequiredService<BoundAddresses>();
        using var client = new HttpClient();
        var otlp = Assert.Single(addresses.Proxies);

        Assert.Equal(HttpStatusCode.OK, await Post(client, new(otlp, "/v1/logs")));
        foreach (var path in new[] { "/api/v1/edges", "/healthz", "/meshlens.v1.AgentIngest/Report", "/v1/traces" })
        {
            using var response = await client.GetAsync(new Uri(otlp, path), Cancellation);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }

        using var api = await client.GetAsync(new Uri(addresses.Api, "/api/v1/edges"), Cancellation);
        Assert.Equal(HttpStatusCode.OK, api.StatusCode);
        await app.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Otlp_NotAskedFor_IsNowhere()
    {
        await using var app = MeshLensServer.Build(Options(withOtlp: false), agentArguments: null);
        await app.StartAsync(Cancellation);
        using var client = new HttpClient();

        Assert.Equal(HttpStatusCode.NotFound, await Post(client, new(app.Services.GetRequiredService<BoundAddresses>().Api, "/v1/logs")));
        await app.StopAsync(Cancellation);
    }

    [Fact]
    public async Task OtlpListener_WithABackend_TakesTracesAndMetrics()
    {
        var options = Options(withOtlp: true);
        await using var app = MeshLensServer.Build(
            options with { OtlpHttp = options.OtlpHttp! with { Paths = null }, Backend = new() { Addresses = ["http://127.0.0.1:1"] } }, agentArguments: null);
        await app.StartAsync(Cancellation);
        using var client = new HttpClient();
        var otlp = Assert.Single(app.Services.GetRequiredService<BoundAddresses>().Proxies);

        foreach (var path in new[] { "/v1/traces", "/v1/metrics", "/v1/logs" })
        {
            Assert.Equal(HttpStatusCode.OK, await Post(client, new(otlp, path)));
        }

        await app.StopAsync(Cancellation);
    }

    private static async Task<HttpStatusCode> Post(HttpClient client, Uri address)
    {
        using var content = new StringContent("{}", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using var response = await client.PostAsync(address, content, Cancellation);
        return response.StatusCode;
    }

    private static ServerOptions Options(bool withOtlp) => new()
    {
        Api = new() { Purpose = "web API", Address = "127.0.0.1:0" },
        Agents = new() { Purpose = "agent", Address = "127.0.0.1:0" },
        OtlpHttp = withOtlp ? new() { Purpose = "OTLP/HTTP", Address = "127.0.0.1:0", Paths = ["/v1/logs"] } : null,
    };
}
