using System.Diagnostics;
using System.Text.Json;
using YamlDotNet.RepresentationModel;

namespace Chart.Tests;

/// <summary>Rules and dashboard for people's own Prometheus and Grafana.</summary>
public sealed class MonitoringTests
{
    private static readonly string Rules = Path.Combine(Chart.Folder, "rules", "meshlens.yaml");

    [Fact]
    public void Rules_AsTheyAre_AreAcceptedByPromtool() => Accepted("check", "rules", Rules);

    [Fact]
    public void Rules_OnSeriesOfKnownMeaning_FireAsExpected()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "rules.test.yaml")).Replace("RULES", Rules, StringComparison.Ordinal));
            Accepted("test", "rules", file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Template_RulesAndDashboard_AreWholeInWhatIsRendered()
    {
        var rendered = new Rendered(Helm.Render("--set", "monitoring.rules.enabled=true,monitoring.dashboard.enabled=true"));
        var kept = new YamlStream();
        kept.Load(new StringReader(File.ReadAllText(Rules)));

        Assert.Equal(Names(kept.Documents[0].RootNode), Names(rendered.Of("PrometheusRule")["spec"]));
        var shown = JsonDocument.Parse(Rendered.Text(rendered.Of("ConfigMap")["data"]["meshlens.json"])).RootElement;
        var own = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Chart.Folder, "dashboards", "meshlens.json"))).RootElement;
        Assert.True(JsonElement.DeepEquals(own, shown));
    }

    [Fact]
    public void Dashboard_Panels_AreDistinctAndOverlapNowhere()
    {
        var panels = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Chart.Folder, "dashboards", "meshlens.json"))).RootElement.GetProperty("panels").EnumerateArray().ToList();

        Assert.Distinct(panels.Select(static panel => panel.GetProperty("id").GetInt32()));
        var cells = panels.SelectMany(static panel => Cells(panel.GetProperty("gridPos")));
        Assert.Distinct(cells);
    }

    private static List<string> Names(YamlNode rules) =>
    [
        .. from @group in (YamlSequenceNode)rules["groups"]
           from rule in ((YamlSequenceNode)@group["rules"]).Cast<YamlMappingNode>()
           select Rendered.Text(rule.Children.TryGetValue("record", out var record) ? record : rule["alert"]) + Rendered.Text(rule["expr"]),
    ];

    private static IEnumerable<(int X, int Y)> Cells(JsonElement place) =>
        from x in Enumerable.Range(place.GetProperty("x").GetInt32(), place.GetProperty("w").GetInt32())
        from y in Enumerable.Range(place.GetProperty("y").GetInt32(), place.GetProperty("h").GetInt32())
        select (x, y);

    private static void Accepted(params string[] arguments)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/promtool"), "promtool is not installed: .ci/install test.");
        using var promtool = Process.Start(new ProcessStartInfo("/usr/bin/promtool", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = promtool.StandardError.ReadToEndAsync();
        var output = promtool.StandardOutput.ReadToEnd();
        promtool.WaitForExit();
        Assert.True(promtool.ExitCode == 0, output + error.Result);
    }
}
