using MeshLens.Xds.Findings;

namespace MeshLens.Xds.Views;

/// <summary>The findings of several views as one list: what several see is said once, with everyone who sees it.</summary>
public static class MergedFindings
{
    /// <summary>The worst first. The first view that sees a finding is its view.</summary>
    public static IReadOnlyList<Finding> Of(IReadOnlyList<ConfigurationState> views) => views is [var only] ? only.Findings :
    [
        .. views.SelectMany(static view => view.Findings)
            .GroupBy(static finding => (finding.Rule, finding.Severity, finding.Resource, finding.Field, finding.Summary))
            .Select(static same => Merge([.. same]))
            .OrderByDescending(static finding => finding.Severity),
    ];

    private static Finding Merge(IReadOnlyList<Finding> same) => same is [var only] ? only : same[0] with
    {
        Places = [.. same.SelectMany(static finding => finding.Places).Distinct()],
        AlsoSeenFrom = [.. same.Skip(1).Select(static finding => finding.View.ToString()).Distinct()],
    };
}
