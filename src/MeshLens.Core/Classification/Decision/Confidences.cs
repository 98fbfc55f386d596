using MeshLens.Core.Classification.View;
using MeshLens.Core.Classification.Writing;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Decision;

/// <summary>Lowers a rule's confidence by what was not seen.</summary>
internal static class Confidences
{
    private const double Least = 0.3;
    private const int WindowsForTrust = 6;

    public static double Of(EdgeView edge, Suspicion suspicion)
    {
        var confidence = suspicion.Confidence;
        if (edge.Caller is null && edge.Hops.Client is null)
        {
            confidence -= 0.1;
        }

        if (!suspicion.Fails && edge.QuietWindows < WindowsForTrust)
        {
            confidence -= 0.1;
        }

        if (!edge.Snapshot.Coverage.Losses.IsEmpty || edge.Snapshot.Coverage.Partial)
        {
            confidence -= 0.05;
        }

        if (edge.Hops.Nearest is not null && Disagreements.Any(edge))
        {
            confidence -= 0.1;
        }

        if (!suspicion.IsStrong && suspicion.Cause != Cause.Undetermined)
        {
            confidence -= 0.05;
        }

        return Math.Round(Math.Max(Least, confidence), 2);
    }
}
