using MeshLens.Core.Classification.View;

namespace MeshLens.Core.Classification.Decision;

/// <summary>Picks, among all suspicions of a window, the one to believe.</summary>
/// <remarks>
/// Connections that fail come before those that are slow. Of what is slow, the suspicion that explains most milliseconds
/// wins; when several explain about the same, the one earlier in the <see cref="RuleBook"/>. One that explains too little
/// of the excess is not the cause, however sure its rule is.
/// </remarks>
internal static class Choice
{
    private const double AboutTheSame = 0.8;

    /// <summary>Null when nothing is wrong.</summary>
    public static Suspicion? Of(EdgeView edge, IReadOnlyList<Suspicion> suspicions) =>
        suspicions.FirstOrDefault(s => s is { IsStrong: true, Fails: true })
        ?? Dominant(edge, [.. suspicions.Where(s => s.IsStrong)])
        ?? suspicions.FirstOrDefault(s => s.Fails)
        ?? Dominant(edge, suspicions)
        ?? Unexplained.Of(edge, suspicions);

    private static Suspicion? Dominant(EdgeView edge, IReadOnlyList<Suspicion> suspicions)
    {
        var most = suspicions.Count == 0 ? 0 : suspicions.Max(s => s.ExplainsNs);
        return most <= 0 || most < Floors.ExplainedShare * edge.Felt.ExcessNs
            ? null
            : suspicions.First(s => s.ExplainsNs >= AboutTheSame * most);
    }
}
