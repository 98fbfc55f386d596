using MeshLens.Core.Classification;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;
using Orleans;

namespace MeshLens.Core.Baselines;

/// <summary>Decides what the baselines of an edge learn from.</summary>
/// <remarks>
/// Quiet windows teach the baselines; no other ever does. While the verdict says slow, windows teach a second set on the
/// side. When that has gone on for <see cref="RebaseAfter"/> windows and the level no longer moves, nobody will turn it
/// back: the second set becomes the baseline, and the change is kept to be shown. Failing is never normal.
/// </remarks>
[GenerateSerializer, Alias("meshlens.baseline-keeper")]
public sealed class BaselineKeeper
{
    /// <summary>Two hours of windows under a verdict that says slow.</summary>
    public const int RebaseAfter = 720;

    [Id(0)] public EdgeBaselines Current { get; set; } = new();

    /// <summary>What a bad time looks like; null in good times.</summary>
    [Id(1)] public EdgeBaselines? Aside { get; set; }
    [Id(2)] public int AsideWindows { get; set; }
    [Id(3)] public Rebase? LastRebase { get; set; }

    /// <summary>True when this window made a level that held for hours the new baseline.</summary>
    public bool Learn(EdgeSnapshot window, ClassifiedWindow said)
    {
        if (window.Legs.Count == 0)
        {
            return false;
        }

        if (said.Quiet)
        {
            Current.Learn(window, said.PathMeanNs);
        }

        if (said.State.Cause.Class == VerdictClass.Healthy)
        {
            Aside = null;
            AsideWindows = 0;
        }

        return IsSlow(said.State.Symptom) && LearnAside(window, said.PathMeanNs);
    }

    private static bool IsSlow(Symptom symptom) => symptom is Symptom.Growth or Symptom.Jitter or Symptom.Imbalance;

    private bool LearnAside(EdgeSnapshot window, double? pathMeanNs)
    {
        Aside ??= new();
        Aside.Learn(window, pathMeanNs);
        AsideWindows++;
        if (AsideWindows < RebaseAfter || Aside.Principal() is not { Holds: true } level)
        {
            return false;
        }

        LastRebase = new(window.Window, Current.Principal()?.Recent.Mean.Mean ?? 0, level.Recent.Mean.Mean);
        Current = Aside;
        Aside = null;
        AsideWindows = 0;
        return true;
    }
}
