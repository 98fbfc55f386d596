using MeshLens.Alerting.Evaluation;
using MeshLens.Alerting.Grouping;
using MeshLens.Alerting.Rules;
using MeshLens.Core.Verdicts;

namespace MeshLens.Alerting.Tests.Fakes;

/// <summary>Alerts without an evaluation.</summary>
internal static class Alerts
{
    public static Alert Firing(string id, DateTimeOffset at) => new()
    {
        Id = id,
        State = AlertState.Firing,
        Rule = "network-attributed-latency",
        Severity = AlertSeverity.Page,
        Class = VerdictClass.Network,
        Cause = "rtt",
        Subject = AlertSubject.NodePair("k1", "n1", "n2"),
        Labels = new Dictionary<string, string> { ["alertname"] = "network-attributed-latency", ["nodes"] = id },
        Annotations = new Dictionary<string, string> { ["summary"] = "It is \"slow\".", ["diagnosis"] = "http://lens/edge" },
        Since = at,
        FiredAt = at,
        Group = "network",
    };

    public static Alert Over(this Alert alert, DateTimeOffset at) => alert with { State = AlertState.Resolved, ResolvedAt = at, Resolution = "It is well." };
}
