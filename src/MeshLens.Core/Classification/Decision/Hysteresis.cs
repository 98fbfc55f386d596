using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Decision;

/// <summary>From what windows say one by one to a verdict that stands: quick to convict on strong evidence, never jumpy.</summary>
/// <remarks>
/// A strong suspicion convicts at once and a weak one when it stays: it gains two points for each window that shows it,
/// loses one for each that does not, and convicts with five, that is in three windows of four. A tail that merely grew gains
/// one point a window, since pauses come in bursts. One quiet window with normal traffic acquits, two with
/// little. Silence acquits nobody: without traffic a verdict stands for three windows and then becomes undetermined.
/// </remarks>
internal static class Hysteresis
{
    private const int PointsPerWindow = 2;
    private const int PointsToConvict = 5;
    private const int QuietToAcquit = 2;
    private const int WindowsToForget = 3;
    private const int HealthyWindowsToForget = 6;
    private const double StillThere = 0.5;

    public static VerdictState Next(VerdictState previous, WindowJudgement window)
    {
        var at = window.Edge.Snapshot.Window;
        return window.Chosen is not { } chosen ? Quiet(previous, window, at)
            : Convicts(previous, chosen, window.Suspicions) ? Convict(previous, window, chosen, at)
            : Suspect(previous, window, chosen, at);
    }

    private static bool Convicts(VerdictState previous, Suspicion chosen, IReadOnlyList<Suspicion> all) =>
        chosen.Cause == previous.Cause && previous.Symptom != Symptom.None
        || (chosen.IsStrong && !Explains(previous.Cause, chosen, all) && !IsDoubt(previous, chosen) && !IsPassing(previous, chosen))
        || (chosen.Cause == previous.Suspect && Points(previous, chosen) >= PointsToConvict && !IsDoubt(previous, chosen));

    private static int Points(VerdictState previous, Suspicion chosen) =>
        (chosen.Cause == previous.Suspect ? previous.SuspectCount : 0) + (chosen.Strength == Strength.Faint ? 1 : PointsPerWindow);

    // The verdict that stands explains this window nearly as well: keep it.
    private static bool Explains(Cause standing, Suspicion chosen, IReadOnlyList<Suspicion> all) =>
        standing.Name is not null
        && all.Any(s => s.Cause == standing && (s.Fails || s.ExplainsNs >= StillThere * chosen.ExplainsNs));

    // One puzzling window does not overturn a verdict that names a cause.
    private static bool IsDoubt(VerdictState previous, Suspicion chosen) =>
        chosen.Cause == Cause.Undetermined && previous.Cause.Name is not null && Points(previous, chosen) < PointsToConvict;

    // The last window of a fault often looks like another: late answers after a dead path look like loss. Ask again.
    private static bool IsPassing(VerdictState previous, Suspicion chosen) =>
        previous.Cause.Name is not null && previous.Suspect != chosen.Cause;

    private static VerdictState Convict(VerdictState previous, WindowJudgement window, Suspicion chosen, long at)
    {
        var same = chosen.Cause == previous.Cause && previous.Symptom != Symptom.None;
        var since = same ? previous.SinceWindow : chosen.Cause == previous.Suspect ? previous.SuspectWindow : at;
        return new()
        {
            Cause = chosen.Cause,
            Symptom = window.Symptom,
            SinceWindow = since,
            LastSeenWindow = at,
            Confidence = Confidences.Of(window.Edge, chosen),
        };
    }

    private static VerdictState Suspect(VerdictState previous, WindowJudgement window, Suspicion chosen, long at)
    {
        var same = chosen.Cause == previous.Suspect && previous.SuspectCount > 0;
        var stillThere = Explains(previous.Cause, chosen, window.Suspicions);
        var published = Doubted(previous, window, at);
        return published with
        {
            // An edge whose first window is suspect has had no verdict yet: what is told of it begins here.
            SinceWindow = published.SinceWindow > 0 ? published.SinceWindow : at,
            Suspect = chosen.Cause,
            SuspectWindow = same ? previous.SuspectWindow : at,
            SuspectCount = Points(previous, chosen),
            LastSeenWindow = stillThere || previous.Cause.Class == VerdictClass.Healthy ? at : previous.LastSeenWindow,
            QuietWindows = 0,
        };
    }

    // The edge is slow beyond doubt and only the cause is not sure: it may not be called well meanwhile.
    private static VerdictState Doubted(VerdictState previous, WindowJudgement window, long at) =>
        previous.Cause.Name is not null || !window.Edge.Felt.Change.IsStrong ? previous : previous with
        {
            Cause = Cause.Undetermined,
            Symptom = window.Symptom,
            SinceWindow = previous.Symptom != Symptom.None ? previous.SinceWindow : at,
            LastSeenWindow = at,
            Confidence = Confidences.Of(window.Edge, window.Doubt!),
        };

    private static VerdictState Quiet(VerdictState previous, WindowJudgement window, long at)
    {
        var calmer = Calmer(previous);
        if (window.CanTell)
        {
            var acquits = previous.Symptom == Symptom.None || window.CanTellForSure || previous.QuietWindows + 1 >= QuietToAcquit;
            return acquits ? Healthy(previous, calmer, at) : calmer with { QuietWindows = previous.QuietWindows + 1 };
        }

        var patience = previous.Cause.Class == VerdictClass.Healthy ? HealthyWindowsToForget : WindowsToForget;
        return previous.Cause == Cause.Undetermined && previous.Symptom == Symptom.None ? Unknown(previous, calmer, at)
            : at - previous.LastSeenWindow < patience ? calmer
            : Unknown(previous, calmer, at);
    }

    private static VerdictState Healthy(VerdictState previous, VerdictState calmer, long at) => calmer with
    {
        Cause = Cause.Healthy,
        Symptom = Symptom.None,
        SinceWindow = previous.Cause == Cause.Healthy ? previous.SinceWindow : at,
        LastSeenWindow = at,
        QuietWindows = previous.QuietWindows + 1,
        Confidence = 0.9,
    };

    private static VerdictState Unknown(VerdictState previous, VerdictState calmer, long at) => calmer with
    {
        Cause = Cause.Undetermined,
        Symptom = Symptom.None,
        SinceWindow = previous is { Symptom: Symptom.None, SinceWindow: > 0 } && previous.Cause == Cause.Undetermined ? previous.SinceWindow : at,
        LastSeenWindow = at,
        Confidence = 0,
    };

    private static VerdictState Calmer(VerdictState previous) => previous.SuspectCount > 1
        ? previous with { SuspectCount = previous.SuspectCount - 1 }
        : previous with { SuspectCount = 0, Suspect = Cause.Healthy, SuspectWindow = 0 };
}
