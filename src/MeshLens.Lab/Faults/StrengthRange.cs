namespace MeshLens.Lab.Faults;

/// <summary>From the weakest to the strongest a fault is injected with; the unit is the fault's own.</summary>
internal readonly record struct StrengthRange(double Weakest, double Strongest)
{
    /// <summary>The strength halfway, for a demonstration.</summary>
    public double Middle => (Weakest + Strongest) / 2;

    /// <summary>A strength of the range, 0 giving the weakest and 1 the strongest.</summary>
    public double At(double position) => Weakest + (position * (Strongest - Weakest));
}
