using MeshLens.Core.Snapshots;
using MeshLens.Core.Telemetry;
using MeshLens.Xds.Changes;
using MeshLens.Xds.Findings;

namespace MeshLens.Xds.Edges;

/// <summary>Writes a finding in the words of the classifier.</summary>
internal static class FindingWriter
{
    public static ConfiguredFinding Write(Finding finding, IReadOnlyList<EdgeChange> changes) => new()
    {
        Rule = finding.Rule,
        Severity = (ConfiguredSeverity)finding.Severity,
        Summary = finding.Summary,
        Resource = finding.Resource?.ToString() ?? "",
        Field = finding.Field,
        Fix = finding.Fix,
        Effect = (ConfiguredEffect)finding.Predicts.Effect,
        Text = finding.Predicts.Text,
        Milliseconds = finding.Predicts.Milliseconds,
        Share = finding.Predicts.Share,
        Status = finding.Predicts.Status,
        Flag = finding.Predicts.Flag is { } flag ? ResponseFlagNames.Find(flag) : null,
        ChangedAt = changes.LastOrDefault(change => IsAbout(change, finding))?.At,
    };

    private static bool IsAbout(EdgeChange change, Finding finding) =>
        change.Resource is not null
        && change.Resource == finding.Resource
        && (change.Field.StartsWith(finding.Field, StringComparison.Ordinal) || finding.Field.StartsWith(change.Field, StringComparison.Ordinal));
}
