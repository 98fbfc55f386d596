using System.Net.ServerSentEvents;
using System.Text.Json;
using Functional.Tests.Rig;
using MeshLens.Api;
using MeshLens.Core.Edges;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;

namespace Functional.Tests.Spine;

/// <summary>From the kernel to an answer.</summary>
public sealed class SpineTests(WatchedEdge watched) : IClassFixture<WatchedEdge>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [RootFact]
    public async Task Edges_RealTraffic_ListTheEdgeWithItsRequestsAndConnections()
    {
        var edge = await watched.Server.Api.Edge("caller", "callee", seen => Count(seen, "requests") > 0 && Count(seen, "connections") > 0);

        Assert.Equal(watched.Id, edge.GetProperty("id").GetString());
        Assert.Equal(watched.Port, edge.GetProperty("destination").GetProperty("port").GetInt32());
        Assert.Equal(0UL, Count(edge, "failures"));
    }

    [RootFact]
    public async Task Snapshot_BothEndsOnThisMachine_HasHandshakesAndTurnsOfBoth()
    {
        await watched.Server.Api.Edge("caller", "callee", seen => Count(seen, "requests") > 0);

        // On a busy machine a window may have no connection that began in it.
        var snapshot = await Eventually.Find("a snapshot with handshakes, and turns of both ends", async () =>
        {
            var seen = JsonSerializer.Deserialize(await watched.Server.Api.Get($"/api/v1/edges/{watched.Id}/snapshot"), ApiJson.Default.EdgeSnapshot)!;
            return Has(seen.Find(Leg.Direct, End.Client), Signal.Handshake, Signal.Turn) && Has(seen.Find(Leg.Direct, End.Server), Signal.Queueing, Signal.Service) ? seen : null;
        });

        Assert.True(snapshot.Coverage is { ClientSeen: true, ServerSeen: true, ServerShared: false });
    }

    [RootFact]
    public async Task Diagnosis_OfAnEdge_HasTheShapeThatIsDocumented()
    {
        await watched.Server.Api.Edge("caller", "callee");

        var diagnosis = await watched.Server.Api.Get($"/api/v1/edges/{watched.Id}/diagnosis");

        Assert.Equal(
            ["coverage", "edge", "endpoints", "evidence", "exemplars", "exonerated", "findings", "latency", "legs", "missing", "nextSteps", "notes", "verdict", "window"],
            Names(diagnosis));
        Assert.Equal(["destination", "id", "source"], Names(diagnosis.GetProperty("edge")));
        Assert.Equal(["connections", "end", "requests", "start"], Names(diagnosis.GetProperty("window")));
        Assert.Equal(["cause", "class", "confidence", "since", "summary", "symptom", "without"], Names(diagnosis.GetProperty("verdict")));
        Assert.Equal(["baselineMs", "components", "excessMs", "observedMs", "shares"], Names(diagnosis.GetProperty("latency")));
        Assert.NotEmpty(diagnosis.GetProperty("verdict").GetProperty("summary").GetString()!);
    }

    [RootFact]
    public async Task History_OfAnEdge_HasItsWindows()
    {
        await watched.Server.Api.Edge("caller", "callee", seen => Count(seen, "requests") > 0);

        var history = await watched.Server.Api.Get($"/api/v1/edges/{watched.Id}/history");

        Assert.Contains(history.GetProperty("windows").EnumerateArray(), window => Count(window, "requests") > 0);
    }

    [RootFact]
    public async Task Stream_WhileWindowsClose_TellsOfTheEdge()
    {
        await using var stream = await watched.Server.Api.Http.GetStreamAsync("/api/v1/stream", Cancellation);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(Cancellation))
        {
            if (JsonElement.Parse(item.Data).GetProperty("edge").GetProperty("id").GetString() == watched.Id)
            {
                Assert.Contains(item.EventType, new[] { "edge", "verdict" });
                return;
            }
        }

        Assert.Fail("The stream ended by itself.");
    }

    [RootFact]
    public async Task Nodes_ReportingAgent_IsListedWithWhatItCanSeeAndCosts()
    {
        var node = await watched.Server.Api.Node(WatchedEdge.Node, seen => seen.GetProperty("cost").ValueKind == JsonValueKind.Object);

        Assert.True(node.GetProperty("connected").GetBoolean());
        var available = node.GetProperty("capabilities").EnumerateArray()
            .Where(one => one.GetProperty("available").GetBoolean())
            .Select(one => one.GetProperty("name").GetString());
        Assert.Superset(new HashSet<string?> { "handshakes", "turns" }, available.ToHashSet());
        Assert.True(Count(node.GetProperty("cost"), "residentBytes") > 0);
    }

    [RootFact]
    public async Task EdgesCommand_AgainstTheServer_PrintsTheEdge()
    {
        await watched.Server.Api.Edge("caller", "callee");

        var table = await Ask("edges");
        var json = await Ask("edges", "-o", "json");

        Assert.Equal(0, table.ExitCode);
        Assert.Contains($"functional/callee:{watched.Port}", table.Output, StringComparison.Ordinal);
        Assert.Contains(JsonElement.Parse(json.Output).GetProperty("edges").EnumerateArray(), edge => edge.GetProperty("id").GetString() == watched.Id);
    }

    [RootFact]
    public async Task DiagnoseCommand_ByName_PrintsTheAnswer()
    {
        await watched.Server.Api.Edge("caller", "callee");

        var text = await Ask("diagnose", "caller", "callee");
        var json = await Ask("diagnose", watched.Id, "-o", "json");

        Assert.Equal(0, text.ExitCode);
        Assert.Contains("functional/caller", text.Output, StringComparison.Ordinal);
        Assert.Equal(watched.Id, JsonElement.Parse(json.Output).GetProperty("edge").GetProperty("id").GetString());
    }

    [RootFact]
    public async Task DiagnoseCommand_OfAJudgedEdge_SaysWhatTheApiSays()
    {
        // The command is asked between two equal answers of the API: windows close meanwhile.
        var said = await Eventually.Find("a verdict that stands while the command is asked", async () =>
        {
            var before = await Class();
            if (before == "undetermined")
            {
                return null;
            }

            var text = await Ask("diagnose", "functional/caller", $"functional/callee:{watched.Port}", "--exit-code");
            var json = await Ask("diagnose", watched.Id, "-o", "json");
            return await Class() == before ? new { Class = before, Text = text, Json = json } : null;
        });

        Assert.StartsWith(said.Class, said.Text.Output.Split('\n')[1], StringComparison.Ordinal);
        Assert.Equal(said.Class == "healthy" ? 0 : 10, said.Text.ExitCode);
        Assert.Equal(said.Class, JsonElement.Parse(said.Json.Output).GetProperty("verdict").GetProperty("class").GetString());

        async Task<string> Class() =>
            (await watched.Server.Api.Get($"/api/v1/edges/{watched.Id}/diagnosis")).GetProperty("verdict").GetProperty("class").GetString()!;
    }

    [RootFact]
    public async Task DiagnoseCommand_UnknownEdge_SaysSoAndEndsWithItsOwnCode()
    {
        var command = await Ask("diagnose", "caller", "nobody");

        Assert.Equal(3, command.ExitCode);
        Assert.Contains("'meshlens edges' lists them", Assert.Single(command.ErrorLines), StringComparison.Ordinal);
    }

    private static bool Has(LegMeasurement? leg, params IEnumerable<Signal> signals) => leg is not null && signals.All(signal => leg.Find(signal) is not null);

    private static ulong Count(JsonElement from, string name) => from.GetProperty(name).GetUInt64();

    private static IEnumerable<string> Names(JsonElement of) => of.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal);

    private Task<EndedProcess> Ask(params IEnumerable<string> arguments) =>
        ChildProcess.Run(Programs.Server, [.. arguments, "--server", watched.Server.Addresses.Api.ToString()]);
}
