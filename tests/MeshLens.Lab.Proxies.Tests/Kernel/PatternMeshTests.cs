using System.Text.Json.Nodes;
using MeshLens.Lab.Proxies.Control;
using MeshLens.Lab.Tests;
using MeshLens.Server.Lab;

namespace MeshLens.Lab.Proxies.Tests.Kernel;

/// <summary>A pattern on proxies of ours, the real kernel, the real agent and the real server. All of them: <c>meshlens lab patterns</c>.</summary>
public sealed class PatternMeshTests
{
    private const int AbortPercent = 30;
    private const string AllSources = "kernel client, kernel server, logs client, logs server, metrics client, metrics server, configuration";
    private static readonly string[] Proxies = ["client", "server"];

    [KernelFact]
    public async Task Pattern_FaultAbort_IsKnownByAllSourcesAndNamedWithItsNumber()
    {
        await using var lab = await ProxyLab.StartAsync(1, TestContext.Current.CancellationToken);
        var mesh = lab.Patterns.Meshes[0];
        mesh.StartTraffic(lab.Server.Agents);
        using var view = new ServerView(lab.Server.Api);

        // Nothing depends on how long it takes: each step waits for what it needs to see.
        var edge = await ServerView.UntilAsync(async () => (await view.EdgesAsync()).FirstOrDefault(IsTheEdge), static edge => (string?)edge?["class"] == "healthy");
        Assert.Equal("healthy", (string?)edge?["class"]);
        var id = (string)edge!["id"]!;
        var well = await ServerView.UntilAsync(() => view.SnapshotAsync(id), static snapshot => Sources(snapshot) == AllSources);
        Assert.Equal(AllSources, Sources(well));

        Push(lab, new() { AbortPercent = AbortPercent });
        var said = await ServerView.UntilAsync(() => view.DiagnosisAsync(id), static said => Cause(said) == "fault-abort");

        Assert.Equal("fault-abort", Cause(said));
        var evidence = said!["evidence"]!.AsArray().First(static each => (string?)each!["predicted"]?["finding"] == "fault-abort")!;
        Assert.Equal(AbortPercent, (double)evidence["predicted"]!["value"]!);
        Assert.InRange((double)evidence["value"]!, 1, 100);
        var counted = await ServerView.UntilAsync(() => view.SnapshotAsync(id), static snapshot => Aborted(snapshot) > 0);
        Assert.True(Aborted(counted) > 0, "the caller's proxy counted no aborted request, or was not scraped");
    }

    /// <summary>Which sources tell of requests in this window.</summary>
    private static string Sources(JsonNode? snapshot)
    {
        if (snapshot is null)
        {
            return "";
        }

        List<string> sources =
        [
            .. Proxies.Where(end => Any(snapshot["legs"], leg => (string?)leg["end"] == end)).Select(static end => $"kernel {end}"),
            .. Proxies.Where(end => Any(snapshot["hops"], hop => IsOf(hop, end) && (ulong)hop["ended"]! > 0)).Select(static end => $"logs {end}"),
            .. Proxies.Where(end => Any(snapshot["metrics"], each => IsOf(each, end) && (ulong)each["requests"]! > 0)).Select(static end => $"metrics {end}"),
        ];
        return string.Join(", ", (bool?)snapshot["configuration"]?["isKnown"] == true ? [.. sources, "configuration"] : sources);
    }

    private static bool IsOf(JsonNode told, string reporter) => (string?)told["reporter"] == reporter;

    private static double Aborted(JsonNode? snapshot) => (snapshot?["metrics"]?.AsArray() ?? [])
        .Where(static each => IsOf(each!, "client"))
        .Sum(static each => (double)each!["failed"]!);

    private static bool Any(JsonNode? list, Predicate<JsonNode> meets) => (list?.AsArray() ?? []).Any(item => meets(item!));

    private static bool IsTheEdge(JsonNode edge) => (string?)edge["source"]!["name"] == "client" && (string?)edge["destination"]!["name"] == "orders";

    private static string? Cause(JsonNode? diagnosis) => (string?)diagnosis?["verdict"]?["cause"];

    private static void Push(ProxyLab lab, MeshSettings settings) =>
        lab.Patterns.ControlPlane.Resources.Push(MeshResources.Of(lab.Patterns.Meshes[0].Plan.Service, settings), []);
}
