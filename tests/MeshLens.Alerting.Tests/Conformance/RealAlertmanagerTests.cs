using System.Text.Json;
using MeshLens.Alerting.Reports;
using MeshLens.Alerting.Tests.Fakes;
using static MeshLens.Alerting.Tests.Fakes.Edges;

namespace MeshLens.Alerting.Tests.Conformance;

public sealed class RealAlertmanagerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tell_BadNodePair_IsOneAlertInOneGroupThatNamesItAndEnds()
    {
        await using var receiver = await Receiver.Start();
        await using var alertmanager = await AlertmanagerServer.Start(receiver.Url);
        using var server = Create(alertmanager);
        var bad = Enumerable.Range(0, 20).Select(i => Slow($"a{i}", $"b{i}", Way("n1", "n2"))).ToList();

        await server.Goes(100, bad);
        await Tell(server);

        var labels = Assert.Single(await alertmanager.Active());
        Assert.Equal(("n1,n2", "network", "page", "nodePair"), (labels["nodes"], labels["class"], labels["severity"], labels["subject"]));
        await AlertmanagerServer.Until("a notification", () => Task.FromResult(States(receiver).Contains("firing")));
        Assert.Equal([1], await alertmanager.Groups());

        await server.Goes(120, [.. bad.Select(static (_, i) => Healthy($"a{i}", $"b{i}", Way("n1", "n2")))]);
        await Tell(server);

        await AlertmanagerServer.Until("the end's notification", () => Task.FromResult(States(receiver).Contains("resolved")));
        Assert.Empty(await alertmanager.Active());
        Assert.Equal(["firing", "resolved"], States(receiver));
    }

    [Fact]
    public async Task Tell_AlertmanagerKilledInEachPhase_HearsOfItAgain()
    {
        await using var receiver = await Receiver.Start();
        await using var alertmanager = await AlertmanagerServer.Start(receiver.Url);
        using var server = Create(alertmanager);
        var slow = Slow("web", "pay", Way("n1", "n2"));

        await server.Goes(10, slow);
        await alertmanager.Kill();
        await server.Goes(60, slow);
        await server.Desk.Runners[0].Round(Token);
        var status = Assert.Single(server.Desk.Sinks().Sinks);
        Assert.Equal((SinkHealth.Failing, 1), (status.Health, status.Waiting));
        Assert.Contains(server.Desk.Report().Notes, note => note.Contains("cannot be told", StringComparison.Ordinal));

        await alertmanager.StartAgain();
        await TellUntil(server, "the alert", async () => (await alertmanager.Active()).Count == 1);

        await alertmanager.Kill();
        await alertmanager.StartAgain();
        Assert.Empty(await alertmanager.Active());
        await TellUntil(server, "the alert once more", async () => (await alertmanager.Active()).Count == 1);

        await alertmanager.Kill();
        await server.Goes(120, Healthy("web", "pay", Way("n1", "n2")));
        await server.Desk.Runners[0].Round(Token);
        await alertmanager.StartAgain();
        await TellUntil(server, "its end", () => Task.FromResult(server.Desk.Sinks().Sinks[0].Waiting == 0));
        Assert.Empty(await alertmanager.Active());
    }

    [Theory]
    [InlineData("http://lens:9470/", "http://lens:9470/edges/k1~shop~web~shop~pay~8080")]
    [InlineData(null, null)]
    public async Task Tell_Alert_LinksToThePageWhereSomebodyKnowsIt(string? address, string? page)
    {
        await using var receiver = await Receiver.Start();
        await using var alertmanager = await AlertmanagerServer.Start(receiver.Url);
        using var server = Create(alertmanager, address);

        await server.Goes(100, Slow("web", "pay", Way("n1", "n2")));
        await Tell(server);

        await AlertmanagerServer.Until("a notification", () => Task.FromResult(States(receiver).Contains("firing")));
        var told = JsonElement.Parse(receiver.Got.First().Body).GetProperty("alerts")[0];
        Assert.Equal(page, told.GetProperty("annotations").TryGetProperty("diagnosis", out var annotation) ? annotation.GetString() : null);
        Assert.Equal(page ?? "", told.GetProperty("generatorURL").GetString());
    }

    [Fact]
    public async Task Tell_NothingToAnAlertmanager_ShowsWhetherItIsThere()
    {
        await using var receiver = await Receiver.Start();
        await using var alertmanager = await AlertmanagerServer.Start(receiver.Url);
        using var server = Create(alertmanager);

        await Tell(server);
        Assert.Equal((SinkHealth.Working, 0), (server.Desk.Sinks().Sinks[0].Health, server.Desk.Sinks().Sinks[0].Sent));
        Assert.Empty(await alertmanager.Active());

        await alertmanager.Kill();
        await server.DieAndStartAgain();
        Assert.False(await server.Desk.Runners[0].Round(Token));
        Assert.Contains(server.Desk.Report().Notes, note => note.Contains("operations", StringComparison.Ordinal) && note.Contains("cannot be told", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tell_ServerKilledInEachPhase_TellsNothingTwiceAndNoEndIsLost()
    {
        await using var receiver = await Receiver.Start();
        await using var alertmanager = await AlertmanagerServer.Start(receiver.Url);
        using var server = Create(alertmanager);
        var slow = Slow("web", "pay", Way("n1", "n2"));

        await server.Goes(20, slow);
        await server.DieAndStartAgain();
        await server.Goes(40, slow);
        await Tell(server);
        var id = Assert.Single(server.Desk.Report().Firing).Id;
        await AlertmanagerServer.Until("a notification", () => Task.FromResult(States(receiver).Contains("firing")));

        await server.DieAndStartAgain();
        await server.Goes(20, slow);
        await Tell(server);
        Assert.Equal(id, Assert.Single(server.Desk.Report().Firing).Id);

        // It is over while the server is away, and the next one dies before it has told so.
        await server.Goes(120, Healthy("web", "pay", Way("n1", "n2")));
        await server.DieAndStartAgain();
        await Tell(server);

        await AlertmanagerServer.Until("the end's notification", () => Task.FromResult(States(receiver).Contains("resolved")));
        Assert.Equal(["firing", "resolved"], States(receiver));
    }

    private static DeskUnderTest Create(AlertmanagerServer alertmanager, string? address = "http://lens:9470/") =>
        new($"sinks: [{{ name: operations, alertmanager: {{ url: \"{alertmanager.Url}\", resend: 1s }} }}]", address);

    private static async Task Tell(DeskUnderTest server) => Assert.True(await server.Desk.Runners[0].Round(Token), server.Desk.Sinks().Sinks[0].Reason);

    private static Task TellUntil(DeskUnderTest server, string what, Func<Task<bool>> holds) => AlertmanagerServer.Until(what, async () =>
    {
        await server.Desk.Runners[0].Round(Token);
        return await holds();
    });

    private static List<string> States(Receiver receiver) =>
        [.. receiver.Got.Select(static got => JsonElement.Parse(got.Body).GetProperty("status").GetString()!)];
}
