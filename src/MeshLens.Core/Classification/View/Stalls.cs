using MeshLens.Core.Classification.Statistics;
using MeshLens.Core.Signals;
using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Classification.View;

/// <summary>Time that connections stood still until lost data was sent again, at both ends of the wire.</summary>
/// <remarks>Those that stood still for longer than the window are left out: it says nothing of the path in this window.</remarks>
internal sealed class Stalls
{
    private const ulong MinStalls = 3;

    private Stalls(ulong count, double totalNs, double usualCount, double usualNs, int quietWindows)
    {
        Count = count;
        TotalNs = totalNs;
        UsualNs = usualNs;
        Strength = RareEvents.Of(count, usualCount, 0, quietWindows, MinStalls);
    }

    public ulong Count { get; }
    public double TotalNs { get; }

    /// <summary>Total of a quiet window.</summary>
    public double UsualNs { get; }

    public double ExcessNs => Math.Max(0, TotalNs - UsualNs);

    /// <summary>How surely there are more stalls than chance and habit explain.</summary>
    public Strength Strength { get; }

    public bool IsStrong => Strength == Strength.Strong;

    public bool Exceed => Strength >= Strength.Weak;

    /// <param name="quietWindows">How many quiet windows the edge has seen, with stalls or without.</param>
    public static Stalls Of(LegMeasurement? client, LegMeasurement? server, int quietWindows)
    {
        var (count, total, usualCount, usualNs) = (0UL, 0.0, 0.0, 0.0);
        foreach (var end in new[] { client?.Find(Signal.RecoveryStall), server?.Find(Signal.RecoveryStall) })
        {
            count += (end?.Histogram.Count ?? 0) - (end?.Histogram.CountAbove(Floors.BeganBefore) ?? 0);
            total += (end?.Histogram.SumNs ?? 0) - (end?.Histogram.SumAboveNs(Floors.BeganBefore) ?? 0);
            if (end?.Baseline is { Windows: > 0 } baseline)
            {
                // A baseline only counts windows that had stalls at all.
                var perWindow = baseline.SamplesPerWindow * baseline.Windows / Math.Max(baseline.Windows, quietWindows);
                usualCount += perWindow;
                usualNs += perWindow * baseline.MeanNs;
            }
        }

        return new(count, total, usualCount, usualNs, quietWindows);
    }
}
