using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Classification.View;

/// <summary>What the processes of one end waited for, as shares of the observed time.</summary>
internal sealed class Pressure(PressureMeasurement? measured)
{
    private const double Deviations = 5;
    private const double ThrottledFloor = 0.03;
    private const double RunQueueFloor = 0.05;
    private const double StallFloor = 0.1;

    public bool IsSeen => measured is { Now.IntervalNs: > 0 };

    public double RunQueueShare => Share(measured?.Now.RunQueueNs);

    public double ThrottledShare => Share(measured?.Now.ThrottledNs);

    /// <summary>What its threads waited in the window, for a processor or for their quota, more than is usual; in nanoseconds.</summary>
    public double WaitedNs => IsSeen
        ? Math.Max(0, RunQueueShare + ThrottledShare - (UsualRunQueueShare ?? 0) - (UsualThrottledShare ?? 0)) * measured!.Value.Now.IntervalNs
        : 0;

    public double? UsualRunQueueShare => measured?.RunQueueShare?.Mean;

    public double? UsualThrottledShare => measured?.ThrottledShare?.Mean;

    /// <summary>Its threads wait for a processor far longer than usual.</summary>
    public bool IsStarved => Exceeds(RunQueueShare, measured?.RunQueueShare, RunQueueFloor);

    /// <summary>Its CPU quota stops it far more than usual.</summary>
    public bool IsThrottled => Exceeds(ThrottledShare, measured?.ThrottledShare, ThrottledFloor);

    /// <summary>By resource.</summary>
    public IReadOnlyList<Stall> Stalls { get; } = measured is { Now: { IntervalNs: > 0 } now } seen
        ?
        [
            StallOf("cpu", "CPU", now.CpuPressure, seen.CpuPressure),
            StallOf("memory", "memory", now.MemoryPressure, seen.MemoryPressure),
            StallOf("io", "disk I/O", now.IoPressure, seen.IoPressure),
        ]
        : [];

    /// <summary>It lacks something it usually has.</summary>
    public bool IsPressed => IsStarved || IsThrottled || Stalls.Any(stall => stall.IsShifted);

    // What is usual differs so much from host to host that nothing is said before it is known.
    private static Stall StallOf(string resource, string lacking, double share, RateBaseline? usual) =>
        new(resource, lacking, share, usual?.Mean, usual is not null && Exceeds(share, usual, StallFloor));

    private double Share(ulong? waitedNs) => IsSeen ? (double)(waitedNs ?? 0) / measured!.Value.Now.IntervalNs : 0;

    private static bool Exceeds(double share, RateBaseline? usual, double floor) =>
        share > floor + (usual?.Mean ?? 0) + (Deviations * (usual?.Spread ?? 0));
}
