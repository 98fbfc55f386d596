using MeshLens.Alerting.Evaluation;
using MeshLens.Alerting.Grouping;
using MeshLens.Alerting.Reports;
using MeshLens.Alerting.Rules;
using MeshLens.Core.Verdicts;

namespace MeshLens.Api.Tests.Fakes;

/// <summary>One alert of each state, one sink that works and one that does not.</summary>
internal sealed class FakeAlerts : IAlerts
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The rules are a file's.</summary>
    public bool IsOfFile { get; set; }

    /// <summary>What was taken; null when nothing was.</summary>
    public string? Replaced { get; private set; }

    public AlertReport Report()
    {
        var firing = Firing();
        return new(
            Noon,
            [firing],
            [firing with { Id = "b2", State = AlertState.Pending, FiredAt = null, Subject = AlertSubject.Service("k1", "shop/cart:8080") }],
            [firing with { Id = "c3", State = AlertState.Resolved, ResolvedAt = Noon, Resolution = "It is well." }],
            ["The sink chat cannot be told."]);
    }

    public SinkList Sinks() => new(
    [
        new() { Name = "operations", Kind = "alertmanager", Address = "http://127.0.0.1:9093/", Health = SinkHealth.Working, LastSuccess = Noon, Sent = 5 },
        new() { Name = "chat", Kind = "webhook", Address = "https://chat.example.org/", Health = SinkHealth.Failing, FailingSince = Noon, NextTry = Noon, Reason = "it answered 502", Failures = 3, Waiting = 1 },
    ]);

    public RuleList Rules() => new([BuiltInRules.All[0]], "", []);

    public Task<IReadOnlyList<string>> Replace(string yaml, CancellationToken cancellation)
    {
        if (IsOfFile)
        {
            throw new RulesFromFileException("/etc/meshlens/alerts.yaml");
        }

        if (yaml == "wrong")
        {
            return Task.FromResult<IReadOnlyList<string>>(["line 1: it is wrong.", "line 2: it is wrong, too."]);
        }

        Replaced = yaml;
        return Task.FromResult<IReadOnlyList<string>>([]);
    }

    private static Alert Firing() => new()
    {
        Id = "a1",
        State = AlertState.Firing,
        Rule = BuiltInRules.NetworkAttributedLatency,
        Severity = AlertSeverity.Page,
        Class = VerdictClass.Network,
        Cause = "rtt",
        Subject = AlertSubject.NodePair("k1", "n1", "n2"),
        Labels = new Dictionary<string, string> { ["alertname"] = BuiltInRules.NetworkAttributedLatency, ["nodes"] = "n1,n2" },
        Annotations = new Dictionary<string, string> { ["summary"] = "Between nodes n1 and n2: the network is the cause (rtt)." },
        Since = Noon,
        FiredAt = Noon,
        PeakExcessMs = 40,
        Group = "network",
        Members = [new("k1~shop~web~shop~pay~8080", BuiltInRules.NetworkAttributedLatency, "shop/web", "shop/pay:8080", VerdictClass.Network, "rtt", 40, 0.9, Noon, "It is slow.", Noon, null)],
    };
}
