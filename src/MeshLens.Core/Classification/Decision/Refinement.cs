namespace MeshLens.Core.Classification.Decision;

/// <summary>Leaves out what another suspicion says more exactly, so that a verdict becomes more precise and does not waver between the two.</summary>
internal static class Refinement
{
    private const double AboutTheSame = 0.8;

    public static IReadOnlyList<Suspicion> Of(IReadOnlyList<Suspicion> suspicions) =>
        suspicions.All(suspicion => suspicion.Refines.Count == 0)
            ? suspicions
            : [.. suspicions.Where(coarse => !suspicions.Any(fine => SaysMore(fine, coarse)))];

    // A part of the trouble is no finer word for the whole.
    private static bool SaysMore(Suspicion fine, Suspicion coarse) =>
        !ReferenceEquals(fine, coarse) && fine.Refines.Contains(coarse.Cause) && fine.Fails == coarse.Fails
        && (fine.Fails || fine.ExplainsNs >= AboutTheSame * coarse.ExplainsNs);
}
