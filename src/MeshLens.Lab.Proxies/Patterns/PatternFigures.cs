using MeshLens.Lab.Runs;

namespace MeshLens.Lab.Proxies.Patterns;

/// <summary>The figures of a run over the patterns, and whether they are good enough.</summary>
internal static class PatternFigures
{
    private const double NeededOfAll = 0.95;
    private const double NeededWithoutOne = 0.8;

    public static IReadOnlyList<Figure> Of(IReadOnlyList<PatternResult> results, IReadOnlyList<OfflineAnswer> answers) =>
    [
        new("meshconfig.patterns", results.Count(static result => result.Case.IsPattern), "cases", "patterns pushed by a control plane to proxies of ours, in meshes of network namespaces"),
        new("meshconfig.right", Right(results, static each => each.IsPattern), "cases", "the first verdict and the one at the end both name class and cause, with the predicted numbers in the evidence"),
        new("meshconfig.lookalikes", results.Count(static result => result.Case.IsLookalike), "cases", "the same symptom without the configuration"),
        new("meshconfig.lookalikes_right", Right(results, static each => each.IsLookalike), "cases", "as right, for the network or application cause"),
        new("meshconfig.harmless_right", Right(results, static each => !each.IsPattern && !each.IsLookalike), "cases", "a harmless VirtualService during a fault of the network"),
        new("meshconfig.wrong", results.Count(static result => result.IsWrong), "cases", "somebody was blamed who is not to blame"),
        .. answers.GroupBy(static answer => answer.Removed).SelectMany(static group => OfOne(group.Key, [.. group])),
    ];

    public static bool AreGoodEnough(IReadOnlyList<PatternResult> results, IReadOnlyList<OfflineAnswer> answers) =>
        results.All(static result => result.IsRight)
        && answers.All(static answer => answer.Match != Match.Wrong)
        && answers.GroupBy(static answer => answer.Removed).All(static group => Share([.. group]) >= (group.Key == RemovedSource.None ? NeededOfAll : NeededWithoutOne));

    private static int Right(IReadOnlyList<PatternResult> results, Predicate<PatternCase> which) => results.Count(result => which(result.Case) && result.IsRight);

    private static IEnumerable<Figure> OfOne(RemovedSource removed, IReadOnlyList<OfflineAnswer> answers)
    {
        var name = $"sources.{RemovedSourceNames.Of(removed)}";
        const string how = "recorded snapshots classified again against a list written beforehand";
        yield return new($"{name}.cases", answers.Count, "cases", how);
        yield return new($"{name}.right", answers.Count(static answer => answer.Match == Match.Right), "cases", "the cause, or undetermined with the missing signal named where nobody can tell");
        yield return new($"{name}.wrong", answers.Count(static answer => answer.Match == Match.Wrong), "cases", how);
        yield return new($"{name}.undetermined", answers.Count(static answer => answer.Match == Match.Undetermined), "cases", "where somebody could have been named, or without naming the missing signal");
    }

    // Of what can be decided: the rest must only not be wrong.
    private static double Share(IReadOnlyList<OfflineAnswer> answers)
    {
        var decidable = answers.Where(static answer => answer.Expected.IsDecidable).ToList();
        return decidable.Count == 0 ? 1 : decidable.Count(static answer => answer.Match == Match.Right) / (double)decidable.Count;
    }
}
