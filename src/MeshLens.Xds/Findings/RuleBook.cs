using MeshLens.Xds.Findings.Rules;
using MeshLens.Xds.Model;

namespace MeshLens.Xds.Findings;

/// <summary>Every rule, and what they find.</summary>
public static class RuleBook
{
    /// <summary>What each rule is about, by id.</summary>
    public static IReadOnlyList<RuleInfo> Rules { get; } = [.. All.Select(static rule => rule.Info).OrderBy(static info => info.Id, StringComparer.Ordinal)];

    internal static IReadOnlyList<IRule> All => RuleList.All;

    /// <summary>Judges a mesh. The worst findings come first; the same finding in several places is one finding.</summary>
    public static IReadOnlyList<Finding> Judge(ConfigurationModel model) => Judge(model, All);

    internal static IReadOnlyList<Finding> Judge(ConfigurationModel model, IEnumerable<IRule> rules) =>
    [
        .. rules.SelectMany(rule => Findings(rule, model))
            .OrderByDescending(static finding => finding.Severity)
            .ThenBy(static finding => finding.Rule, StringComparer.Ordinal)
            .ThenBy(static finding => finding.Resource?.ToString(), StringComparer.Ordinal),
    ];

    private static IEnumerable<Finding> Findings(IRule rule, ConfigurationModel model) => rule.Judge(model)
        .GroupBy(static seen => (seen.Resource, seen.Field, seen.Summary, seen.Severity))
        .Select(group => new Finding(
            rule.Info.Id,
            group.Key.Severity ?? rule.Info.Severity,
            group.Key.Summary,
            group.First().Predicts,
            group.Key.Resource,
            group.Key.Field,
            rule.Info.Fix,
            [.. group.Select(static seen => seen.Place).Distinct()],
            model.View));
}
