using System.Text.Json;
using Functional.Tests.Rig;

namespace Functional.Tests.Metrics;

/// <summary>Every query of the dashboard has data in a real Prometheus that scraped a real server, which a real agent reports to.</summary>
public sealed class DashboardTests
{
    [RootTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Queries_OfEveryPanel_HaveData(bool native)
    {
        using var directory = new TemporaryDirectory();
        await using var traffic = new Traffic();
        await using var refused = new RefusedCaller();
        await using var server = await RunningServer.Start(directory.Endpoints(), ["--port", $"{traffic.Port}", "--port", $"{refused.Port}", "--node", $"functional-dashboard-{native}"]);
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
