using MeshLens.Core.Classification;
using MeshLens.Core.Snapshots;
using MeshLens.Core.Verdicts;
using Orleans;

namespace MeshLens.Core.Baselines;

/// <summary>Decides what the baselines of an edge learn from.</summary>
/// <remarks>
/// Quiet windows teach the baselines, and those that no verdict followed; no other ever does. A fault that begins near the
/// end of a window leaves that window quiet and yet stains it, and a pause that happens every day must not stay strange
/// for ever, so windows are held back until the next one shows that nothing came of them, and none teaches more than
/// <see cref="Reach"/> allows. While the verdict says slow, windows teach a second set on the side. When that has gone on
/// for <see cref="RebaseAfter"/> windows and the level no longer moves, nobody will turn it back: the second set becomes
/// the baseline, and the change is kept to be shown. Failing is never normal.
/// </remarks>
[GenerateSerializer, Alias("meshlens.baseline-keeper")]
public sealed class BaselineKeeper
{
    /// <summary>Two hours of windows under a verdict that says slow.</summary>
    public const int RebaseAfter = 720;

    /// <summary>A suspicion is confirmed or gone long before.</summary>
    private const int MaxHeld = 6;

    // Not worth remembering over a restart.
    private readonly List<WindowLesson> _held = [];

    [Id(0)] public EdgeBaselines Current { get; set; } = new();

    /// <summary>What a bad time looks like; null in good times.</summary>
    [Id(1)] public EdgeBaselines? Aside { get; set; }
    [Id(2)] public int AsideWindows { get; set; }
    [Id(3)] public Rebase? LastRebase { get; set; }

    /// <summary>True when this window made a level that held for hours the new baseline.</summary>
    public bool Learn(EdgeSnapshot window, ClassifiedWindow said)
    {
        if (window.Legs.Count == 0 && window.Hops is not { Count: > 0 } && window.Metrics is not { Count: > 0 })
        {
            return false;
        }

        var lesson = WindowLesson.Of(window, said.PathMeanNs);
        LearnHeld(lesson, said);
        if (said.State.Cause.Class == VerdictClass.Healthy)
        {
            Aside = null;
            AsideWindows = 0;
        }

        return IsSlow(said.State.Symptom) && LearnAside(lesson);
    }

    private void LearnHeld(WindowLesson lesson, ClassifiedWindow said)
    {
        if (said.State.Symptom != Symptom.None)
        {
            _held.Clear();
            return;
        }

        if (said.Quiet && said.State.SuspectCount == 0)
        {
            _held.ForEach(Current.Learn);
            _held.Clear();
        }

        if (_held.Count < MaxHeld)
        {
            _held.Add(lesson);
        }
    }

    private static bool IsSlow(Symptom symptom) => symptom is Symptom.Growth or Symptom.Jitter or Symptom.Imbalance;

    private bool LearnAside(WindowLesson lesson)
    {
        Aside ??= new();
        Aside.Learn(lesson);
        AsideWindows++;
        if (AsideWindows < RebaseAfter || Aside.Principal() is not { Holds: true } level)
        {
            return false;
        }

        LastRebase = new(lesson.Window, Current.Principal()?.Recent.Mean.Mean ?? 0, level.Recent.Mean.Mean);
        Current = Aside;
        Aside = null;
        AsideWindows = 0;
        return true;
    }
}
