using MeshLens.Lab.Faults;
using MeshLens.Lab.Mesh;

namespace MeshLens.Lab.Runs;

/// <summary>What is to be injected, where, how strong, and how long to wait before (so that faults begin anywhere in a window).</summary>
internal sealed record TrialCase(IFault Fault, LabEdge Edge, double Strength, TimeSpan Lead)
{
    public string Expected => $"{Fault.ExpectedClass}/{Fault.ExpectedCause}";

    public override string ToString() => $"{Fault.Name} on {Edge} ({Fault.Describe(Strength)})";
}
