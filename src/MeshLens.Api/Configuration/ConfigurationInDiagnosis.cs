using MeshLens.Core.Edges;
using MeshLens.Core.Verdicts;
using MeshLens.Xds.Findings;
using Finding = MeshLens.Core.Verdicts.Finding;

namespace MeshLens.Api.Configuration;

/// <summary>
/// Adds to a diagnosis what configuration has to say: findings for the destination, and what changed around the onset. Advice beside
/// the verdict, never a verdict: that is for signals.
/// </summary>
internal static class ConfigurationInDiagnosis
{
    // A setting that changed within a minute of the onset, or one that a finding explains within two.
    private const double Likely = 0.25;
    private const int MostChanges = 3;

    public static Diagnosis Add(Diagnosis diagnosis, EdgeKey edge, IConfigurationAnswers answers)
    {
        DateTimeOffset? onset = diagnosis.Verdict.Class == VerdictClass.Healthy ? null : diagnosis.Verdict.Since;
        if (answers.Find(edge, onset) is not { } configuration)
        {
            return diagnosis;
        }

        var suspects = configuration.Changes.Where(suspect => onset is not null && suspect.Score >= Likely).Take(MostChanges);
        return diagnosis with
        {
            // Those that the verdict knew of when it was made are there already.
            Findings = diagnosis.Findings.Count > 0
                ? diagnosis.Findings
                : [.. configuration.Findings.Where(static finding => finding.Severity >= Severity.Warning).Select(Describe)],
            Notes = [.. diagnosis.Notes, .. suspects.Select(static suspect => $"Changed: {suspect.Why}")],
        };
    }

    private static Finding Describe(Xds.Findings.Finding finding) => new(
        finding.Rule,
        finding.Severity.ToString().ToLowerInvariant(),
        finding.Resource?.ToString() ?? "",
        finding.Field,
        $"{finding.Summary} It predicts: {finding.Predicts.Text}",
        finding.Fix);
}
