using MeshLens.Core.Verdicts;

namespace MeshLens.Core.Classification.Statistics;

/// <summary>A signal's mean beside its baseline, and whether the difference means anything.</summary>
/// <param name="BaselineNs">Null when the edge was never seen well.</param>
/// <param name="Breadth">Share of samples beyond what was normal, 0 to 1.</param>
internal readonly record struct Change(
    Strength Strength,
    double NowNs,
    double? BaselineNs,
    ulong Samples,
    double Breadth)
{
    /// <summary>A change that touches fewer samples than this leaves the typical request alone.</summary>
    private const double TouchesFew = 0.1;

    public static Change Unknown => new(Strength.Unknown, 0, null, 0, 0);

    public double ExcessNs => BaselineNs is { } baseline ? NowNs - baseline : 0;

    public bool IsShifted => Strength >= Strength.Faint;

    public bool IsStrong => Strength == Strength.Strong;

    /// <summary>Measured well enough to say that it did <i>not</i> change; an undecided signal is neither steady nor shifted.</summary>
    public bool IsSteady => Strength == Strength.None && Breadth < TouchesFew;

    public Shift Shift => Strength switch
    {
        Strength.Unknown => Shift.Unknown,
        Strength.None => Shift.Steady,
        _ => Shift.Shifted,
    };
}
