using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MeshLens.Metrics.Tests.Prometheus;

/// <summary>Answers instant queries as the test says.</summary>
internal sealed class FakePrometheus : IAsyncDisposable
{
    private readonly WebApplication _server;

    private FakePrometheus(WebApplication server) => _server = server;

    public Uri Address => new(new Uri(_server.Urls.First()), "prometheus/");

    /// <param name="answer">From the query to the status and the body.</param>
    /// <param name="host">An address of loopback.</param>
    public static async Task<FakePrometheus> StartAsync(Func<HttpContext, string, (int Status, string Body)> answer, string host = "127.0.0.1")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{host}:0").ConfigureKestrel(static kestrel => kestrel.Limits.MinResponseDataRate = null); // However slowly a busy machine reads.
        var server = builder.Build();
        server.MapGet("/prometheus/api/v1/query", (HttpContext context, string query) =>
        {
            var (status, body) = answer(context, query);
            return Results.Text(body, body.StartsWith('<') ? "text/html" : "application/json", statusCode: status);
        });
        await server.StartAsync(TestContext.Current.CancellationToken);
        return new(server);
    }

    public static string Vector(params (string Labels, string Value)[] series) =>
        "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[" + string.Join(',', series.Select(static each => Element(each.Labels, each.Value))) + "]}}";

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static string Element(string labels, string value) => "{\"metric\":{" + labels + "},\"value\":[1767225600.123,\"" + value + "\"]}";
}
