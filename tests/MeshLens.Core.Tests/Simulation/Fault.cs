namespace MeshLens.Core.Tests.Simulation;

/// <param name="Amount">Milliseconds or a share, as the kind says.</param>
/// <param name="From">Seconds since the simulation began.</param>
internal sealed record Fault(FaultKind Kind, double Amount, double From, double To)
{
    public bool Holds(double second) => second >= From && second < To;
}
