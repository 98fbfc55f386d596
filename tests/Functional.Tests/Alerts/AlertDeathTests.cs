using System.Text.Json;
using Functional.Tests.Rig;
using MeshLens.Core.Signals;
using MeshLens.Protocol.Columns;
using MeshLens.Protocol.V1;

namespace Functional.Tests.Alerts;

/// <summary>A real server and a real Alertmanager; both are killed in each phase of an alert.</summary>
public sealed class AlertDeathTests
{
    private const string Node = "functional-alerts";

    [Fact]
    public async Task Alert_ServerAndAlertmanagerKilledInEachPhase_IsToldOnceAndEnds()
    {
        using var directory = new TemporaryDirectory();
        await using var pager = await Inbox.Open();
        await using var chat = await Inbox.Open();
        await using var alertmanager = await AlertmanagerServer.Start(pager.Url);
        var start = Arguments(directory, alertmanager.Url, chat.Url);

        // Pending: what was seen before the death counts.
        await using (var server = await ServerProcess.Start(start))
        {
            await using var agent = await FakeAgent.Start(server.Agents, Node);
            await Reporting(server, agent, Refused, report => report.GetProperty("pending").GetArrayLength() == 1);
            await alertmanager.Kill();
            await server.Process.Kill();
        }

        // Firing: found again, and told while Alertmanager comes back.
        string id;
        await using (var server = await ServerProcess.Start(start))
        {
            await using var agent = await FakeAgent.Start(server.Agents, Node);
            await Reporting(server, agent, Refused, report => report.GetProperty("firing").GetArrayLength() == 1);
            id = (await server.Api.Get("/api/v1/alerts")).GetProperty("firing")[0].GetProperty("id").GetString()!;
            await Reporting(server, agent, Refused, report => report.GetProperty("notes").GetRawText().Contains("operations", StringComparison.Ordinal));
            await alertmanager.StartAgain();
            await Reporting(server, agent, Refused, _ => Deliveries(chat).Count == 1);
            await AlertmanagerServer.Until("the notification", () => Task.FromResult(States(pager).Count == 1));
            Assert.Equal([$"{id}-firing"], Sent(chat));
            await server.Process.Kill();
        }

        // Over: the next one knows what the last one told, and tells that it is over.
        await using (var server = await ServerProcess.Start(start))
        {
            await using var agent = await FakeAgent.Start(server.Agents, Node);
            var kept = (await server.Api.Get("/api/v1/alerts")).GetProperty("firing");
            Assert.Equal(id, Assert.Single(kept.EnumerateArray()).GetProperty("id").GetString());
            await Reporting(server, agent, Well, report => report.GetProperty("resolved").GetArrayLength() == 1);
            await server.Process.Kill();
        }

        await using (var server = await ServerProcess.Start(start))
        {
            await Eventually.Holds("the end in the chat", () => Deliveries(chat).Count == 2, () => server.Process.Errors);
            await AlertmanagerServer.Until("the end in Alertmanager", async () => (await alertmanager.Active()).Count == 0);
            await AlertmanagerServer.Until("the end's notification", () => Task.FromResult(States(pager).Count == 2));
            await Eventually.Find("sinks that know all", async () => IsAllTold(await server.Api.Get("/api/v1/alerts/sinks")) ? "found" : null, () => server.Process.Errors);
            Assert.Equal(0, (await server.Api.Get("/api/v1/alerts")).GetProperty("firing").GetArrayLength());
        }

        Assert.Equal(["firing", "resolved"], States(pager));
        Assert.Equal([$"{id}-firing", $"{id}-resolved"], Deliveries(chat));
        AssertRepeatedByDeathsAlone(Sent(chat));
    }

    // Who dies between telling and noting that it told tells once more, under the same name. One server died after each of the two was told.
    private static void AssertRepeatedByDeathsAlone(List<string> sent)
    {
        Assert.All(sent.CountBy(static delivery => delivery), static delivery => Assert.InRange(delivery.Value, 1, 2));
        Assert.Equal(sent.OrderBy(static delivery => delivery.EndsWith("-resolved", StringComparison.Ordinal)), sent);
    }

    private static bool IsAllTold(JsonElement sinks) => sinks.GetProperty("sinks").EnumerateArray().All(static sink => sink.GetProperty("waiting").GetInt32() == 0);

    private static List<string> Deliveries(Inbox chat) => [.. Sent(chat).Distinct()];

    private static List<string> Sent(Inbox chat) => [.. chat.Got.Select(static got => got.GetProperty("delivery").GetString()!)];

    // Of notifications that Alertmanager sent.
    private static List<string> States(Inbox pager) => [.. pager.Got.Select(static got => got.GetProperty("status").GetString()!)];

    private static List<string> Arguments(TemporaryDirectory directory, Uri alertmanager, Uri chat)
    {
        var (file, secret) = (directory.File("alerts.yaml"), directory.File("secret"));
        File.WriteAllText(secret, "open sesame");
        File.WriteAllText(
            file,
            $$"""
            groupWait: 0s
            without: [application-trouble, application-trouble-failures]
            sinks:
              - { name: operations, alertmanager: { url: "{{alertmanager}}", resend: 1s } }
              - { name: chat, webhook: { url: "{{chat}}", secretFile: "{{secret}}" } }
            rules:
              - { name: refused, class: application, cause: refused, for: 15s, keepFiringFor: 0s }
            """);
        return ["server", "--listen", "127.0.0.1:0", "--agents", "127.0.0.1:0", "--data", directory.File("data"), "--alerts", file];
    }

    // Says the same every second until the alerts are as wanted.
    private static async Task Reporting(ServerProcess server, FakeAgent agent, Func<FakeAgent, Task> say, Func<JsonElement, bool> holds)
    {
        var seen = "";
        await Eventually.Find(
            "alerts",
            async () =>
            {
                await say(agent);
                await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
                var report = await server.Api.Get("/api/v1/alerts");
                seen = report.GetRawText();
                return holds(report) ? "found" : null;
            },
            () => $"Last seen: {seen}\n{server.Process.Errors}");
    }

    private static Task Well(FakeAgent agent) => agent.ReportTurns();

    private static Task Refused(FakeAgent agent)
    {
        var batch = new Batch { IntervalMs = 1000, Counters = new() };
        batch.Counters.Append(FakeAgent.Flow, Counter.ConnectAttempts, 10);
        batch.Counters.Append(FakeAgent.Flow, Counter.FailuresBase + (int)FailureReason.Refused, 10);
        return agent.Report(batch);
    }
}
