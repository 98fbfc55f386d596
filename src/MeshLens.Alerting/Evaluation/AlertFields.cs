using System.Globalization;
using MeshLens.Core.Verdicts;

namespace MeshLens.Alerting.Evaluation;

/// <summary>What templates can say of an alert, by name.</summary>
public static class AlertFields
{
    /// <summary>All names but those of labels and annotations, which are <c>labels.NAME</c> and <c>annotations.NAME</c>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "id", "state", "alertname", "severity", "class", "cause", "cluster", "subject", "nodes", "zones", "source", "destination",
        "sentence", "excess", "peakExcessMs", "since", "firedAt", "resolvedAt", "resolution", "diagnosis", "edges", "members",
    ];

    private const string LabelPrefix = "labels.";
    private const string AnnotationPrefix = "annotations.";

    public static bool IsKnown(string field) => Names.Contains(field)
        || (field.StartsWith(LabelPrefix, StringComparison.Ordinal) && field.Length > LabelPrefix.Length)
        || (field.StartsWith(AnnotationPrefix, StringComparison.Ordinal) && field.Length > AnnotationPrefix.Length);

    /// <summary>Empty for what the alert does not have.</summary>
    public static string Of(Alert alert, string field) => field switch
    {
        "id" => alert.Id,
        "state" => alert.State switch { AlertState.Firing => "firing", AlertState.Resolved => "resolved", _ => "pending" },
        "alertname" => alert.Rule,
        "severity" => AlertLabels.NameOf(alert.Severity),
        "class" => VerdictClassNames.Of(alert.Class),
        "cause" => alert.Cause ?? "",
        "cluster" => alert.Subject.Cluster,
        "subject" => alert.Subject.Written,
        "nodes" => string.Join(", ", alert.Subject.Nodes),
        "zones" => string.Join(", ", alert.Subject.Zones),
        "source" => alert.Subject.Source ?? "",
        "destination" => alert.Subject.Destination ?? "",
        "sentence" => alert.Annotations.GetValueOrDefault("summary", ""),
        "peakExcessMs" => alert.PeakExcessMs.ToString("0.0", CultureInfo.InvariantCulture),
        "firedAt" => Time(alert.FiredAt),
        "resolvedAt" => Time(alert.ResolvedAt),
        "resolution" => alert.Resolution ?? "",
        "members" => string.Join(", ", alert.Members.Select(static member => $"{member.Source} -> {member.Destination}")),
        _ when field.StartsWith(LabelPrefix, StringComparison.Ordinal) => alert.Labels.GetValueOrDefault(field[LabelPrefix.Length..], ""),
        _ when field.StartsWith(AnnotationPrefix, StringComparison.Ordinal) => alert.Annotations.GetValueOrDefault(field[AnnotationPrefix.Length..], ""),
        _ => alert.Annotations.GetValueOrDefault(field, ""),
    };

    private static string Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? "";
}
