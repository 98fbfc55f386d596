using MeshLens.Agent.Loading;

namespace MeshLens.Agent.Doctor;

/// <summary>What this kernel and this machine allow.</summary>
internal sealed record DoctorReport(KernelFacts Facts, LoadPlan Plan)
{
    /// <summary>The names of the answered questions' opposite: what is lost.</summary>
    public int LostCount => Plan.Capabilities.Count(capability => !capability.Available);

    public string Summary => (Plan.Blocker, LostCount) switch
    {
        ({ } blocker, _) => $"Connections cannot be watched here. {blocker.Fix}",
        (null, 0) => "Everything can be watched here.",
        (null, 1) => "Connections can be watched here; one question has no answer.",
        (null, var lost) => $"Connections can be watched here; {lost} questions have no answer.",
    };
}
