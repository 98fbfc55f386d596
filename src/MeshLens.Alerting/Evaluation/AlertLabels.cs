using MeshLens.Alerting.Grouping;
using MeshLens.Alerting.Rules;
using MeshLens.Core.Verdicts;

namespace MeshLens.Alerting.Evaluation;

/// <summary>What an alert is told apart by. Names are those of Prometheus' world; values never change while the alert lasts.</summary>
internal static class AlertLabels
{
    /// <summary>Only where another alert that is open has all the same labels: it began as the same thing.</summary>
    public const string Again = "alert";

    private static readonly HashSet<string> Own = ["alertname", "severity", "class", "subject", "cause", "cluster", "nodes", "zones", "source", "destination", Again];

    /// <summary>A rule cannot write it.</summary>
    public static bool AreOurs(string name) => Own.Contains(name);

    public static Dictionary<string, string> Of(AlertRule rule, VerdictClass owner, string? cause, AlertSubject subject)
    {
        Dictionary<string, string> labels = new(rule.Labels, StringComparer.Ordinal)
        {
            ["alertname"] = rule.Name,
            ["severity"] = NameOf(rule.Severity),
            ["class"] = VerdictClassNames.Of(owner),
            ["subject"] = NameOf(subject.Kind),
        };
        Add(labels, "cause", cause);
        Add(labels, "cluster", subject.Cluster);
        Add(labels, "nodes", string.Join(',', subject.Nodes));
        Add(labels, "zones", string.Join(',', subject.Zones));
        Add(labels, "source", subject.Source);
        Add(labels, "destination", subject.Destination);
        return labels;
    }

    /// <summary>All of them in one text: of two alerts the same text, if they are the same alert to whoever tells them apart by labels.</summary>
    public static string Written(IReadOnlyDictionary<string, string> labels) =>
        string.Join('\n', labels.OrderBy(static label => label.Key, StringComparer.Ordinal).Select(static label => $"{label.Key}={label.Value}"));

    public static string NameOf(AlertSeverity severity) => severity switch
    {
        AlertSeverity.Page => "page",
        AlertSeverity.Ticket => "ticket",
        _ => "info",
    };

    public static string NameOf(SubjectKind kind) => kind switch
    {
        SubjectKind.NodePair => "nodePair",
        SubjectKind.Node => "node",
        SubjectKind.ZonePair => "zonePair",
        SubjectKind.Service => "service",
        SubjectKind.Workload => "workload",
        _ => "edge",
    };

    private static void Add(Dictionary<string, string> labels, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            labels[name] = value;
        }
    }
}
