using System.Text;
using System.Text.Json;
using Functional.Tests.Rig;
using MeshLens.Server.Hosting;
using MeshLens.Server.Listeners;

namespace Functional.Tests.Metrics;

/// <summary>Every query of the dashboard has data in a real Prometheus that scraped a real server, which a real agent reports to.</summary>
public sealed class DashboardTests
{
    private const string Nowhere = "http://127.0.0.1:1";
    private const string OneSpan = """{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"5b8aa5a2d2c872e8321cf37308d69df2","spanId":"051581bf3cb55c13","name":"pay","kind":3}]}]}]}""";

    [RootTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Queries_OfEveryPanel_HaveData(bool native)
    {
        using var directory = new TemporaryDirectory();
        await using var traffic = new Traffic();
        await using var refused = new RefusedCaller();
        await using var server = await RunningServer.Start(
            directory.Endpoints(), ["--port", $"{traffic.Port}", "--port", $"{refused.Port}", "--node", $"functional-dashboard-{native}"], adjust: WithSinkAndBackend);
        await Send(server);
        await using var prometheus = await PrometheusProgram.ForTestAsync(
            $"{PrometheusProgram.EverySecond(server.Addresses.Api)}rule_files: [\"{Repository.File("charts", "meshlens", "rules", "meshlens.yaml")}\"]\n", native);
        var queries = Queries().ToList();

        Assert.True(queries.Count > 20);
        foreach (var query in queries)
        {
            await prometheus.FindAsync(query);
        }

        await prometheus.FindAsync("edge:meshlens_turn_duration_seconds:p99_5m");
    }

    // Nobody is there: what is shown of them is shown as well when they are away.
    private static ServerOptions WithSinkAndBackend(ServerOptions options) => options with
    {
        Alerts = options.Alerts with { Alertmanagers = [new(Nowhere)] },
        OtlpHttp = new ListenerOptions { Purpose = "OTLP/HTTP", Address = "127.0.0.1:0" },
        Backend = new() { Addresses = [Nowhere] },
    };

    private static async Task Send(RunningServer server)
    {
        using var http = new HttpClient { BaseAddress = server.Addresses.Proxies.Single() };
        using var content = new StringContent(OneSpan, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri("/v1/traces", UriKind.Relative), content, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private static IEnumerable<string> Queries()
    {
        var dashboard = JsonElement.Parse(File.ReadAllText(Repository.File("charts", "meshlens", "dashboards", "meshlens.json")));
        return from panel in dashboard.GetProperty("panels").EnumerateArray()
               where panel.TryGetProperty("targets", out _)
               from target in panel.GetProperty("targets").EnumerateArray()
               select target.GetProperty("expr").GetString()!
                   .Replace("$__rate_interval", "1m", StringComparison.Ordinal)
                   .Replace("$namespace", ".*", StringComparison.Ordinal);
    }
}
