using MeshLens.Core.Classification.View;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Writing;

/// <summary>Findings that concern the edge, as a diagnosis shows them: advice beside the verdict.</summary>
internal static class ConfiguredFindings
{
    public static List<Finding> Of(EdgeView edge) =>
        [.. (edge.Snapshot.Configuration?.Findings ?? []).Where(static finding => finding.Severity >= ConfiguredSeverity.Warning).Select(Describe)];

    private static Finding Describe(ConfiguredFinding finding) => new(
        finding.Rule,
        finding.Severity == ConfiguredSeverity.Error ? "error" : "warning",
        finding.Resource,
        finding.Field,
        $"{finding.Summary} It predicts: {finding.Text}",
        finding.Fix);
}
