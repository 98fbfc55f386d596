namespace MeshLens.Xds.Findings;

/// <summary>Which findings somebody asks for.</summary>
public static class FindingFilter
{
    /// <summary>Those that are bad enough and mention a text in rule, resource or service.</summary>
    public static IEnumerable<Finding> Of(IEnumerable<Finding> findings, Severity least, string? text) =>
        findings.Where(finding => finding.Severity >= least && (text is null || Mentions(finding, text)));

    private static bool Mentions(Finding finding, string text) =>
        finding.Rule.Contains(text, StringComparison.OrdinalIgnoreCase)
        || finding.Resource?.ToString().Contains(text, StringComparison.OrdinalIgnoreCase) == true
        || finding.Places.Any(place => place.Host.Contains(text, StringComparison.OrdinalIgnoreCase));
}
