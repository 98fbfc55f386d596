using MeshLens.Core.Snapshots;
using Orleans;

namespace MeshLens.Core.Baselines;

/// <summary>Decides what the baselines of an edge learn from.</summary>
/// <remarks>
/// Quiet windows teach the baselines; no other ever does. Windows that are not quiet teach a second set on the side. When
/// they have gone on for <see cref="RebaseAfter"/> windows and the level no longer moves, nobody will turn it back: the
/// second set becomes the baseline, and the change is kept to be shown.
/// </remarks>
[GenerateSerializer, Alias("meshlens.baseline-keeper")]
public sealed class BaselineKeeper
{
    /// <summary>Two hours of windows that are not quiet.</summary>
    public const int RebaseAfter = 720;

    /// <summary>So many quiet windows in a row end a bad time: what the second set learned is dropped.</summary>
    public const int WellAgain = 6;

    [Id(0)] public EdgeBaselines Current { get; set; } = new();

    /// <summary>What a bad time looks like; null in good times.</summary>
    [Id(1)] public EdgeBaselines? Aside { get; set; }
    [Id(2)] public int AsideWindows { get; set; }
    [Id(3)] public int QuietInARow { get; set; }
    [Id(4)] public Rebase? LastRebase { get; set; }

    /// <summary>True when this window made a level that held for hours the new baseline.</summary>
    /// <param name="mayRebase">False while connections fail: failing is never normal.</param>
    public bool Learn(EdgeSnapshot window, bool quiet, bool mayRebase)
    {
        if (window.Legs.Count == 0)
        {
            return false;
        }

        if (quiet)
        {
            LearnQuiet(window);
            return false;
        }

        QuietInARow = 0;
        if (!mayRebase)
        {
            return false;
        }

        Aside ??= new();
        Aside.Learn(window);
        return ++AsideWindows >= RebaseAfter && Aside.Principal()?.Holds == true && Adopt(Aside, window.Window);
    }

    private void LearnQuiet(EdgeSnapshot window)
    {
        Current.Learn(window);
        if (++QuietInARow >= WellAgain)
        {
            Aside = null;
            AsideWindows = 0;
        }
    }

    private bool Adopt(EdgeBaselines aside, long window)
    {
        LastRebase = new(window, Current.Principal()?.Recent.Mean.Mean ?? 0, aside.Principal()!.Recent.Mean.Mean);
        Current = aside;
        Aside = null;
        AsideWindows = 0;
        return true;
    }
}
