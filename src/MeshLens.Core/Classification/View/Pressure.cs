using MeshLens.Core.Snapshots;

namespace MeshLens.Core.Classification.View;

/// <summary>What the processes of one end waited for, as shares of the observed time.</summary>
internal sealed class Pressure(PressureMeasurement? measured)
{
    private const double Deviations = 5;
    private const double ThrottledFloor = 0.03;
    private const double RunQueueFloor = 0.05;

    public bool IsSeen => measured is { Now.IntervalNs: > 0 };

    public double RunQueueShare => Share(measured?.Now.RunQueueNs);

    public double ThrottledShare => Share(measured?.Now.ThrottledNs);

    public double? UsualRunQueueShare => measured?.RunQueueShare?.Mean;

    public double? UsualThrottledShare => measured?.ThrottledShare?.Mean;

    /// <summary>Its threads wait for a processor far longer than usual.</summary>
    public bool IsStarved => Exceeds(RunQueueShare, measured?.RunQueueShare, RunQueueFloor);

    /// <summary>Its CPU quota stops it far more than usual.</summary>
    public bool IsThrottled => Exceeds(ThrottledShare, measured?.ThrottledShare, ThrottledFloor);

    private double Share(ulong? waitedNs) => IsSeen ? (double)(waitedNs ?? 0) / measured!.Value.Now.IntervalNs : 0;

    private static bool Exceeds(double share, RateBaseline? usual, double floor) =>
        share > floor + (usual?.Mean ?? 0) + (Deviations * (usual?.Spread ?? 0));
}
