using MeshLens.Lab.Mesh;

namespace MeshLens.Lab.Faults;

/// <summary>One way to break an edge, and what MeshLens should say about it.</summary>
internal interface IFault
{
    /// <summary>As people call it: <c>path delay</c>.</summary>
    string Name { get; }

    /// <summary>The verdict's class: <c>network</c> or <c>application</c>.</summary>
    string ExpectedClass { get; }

    /// <summary>The verdict's cause inside the class.</summary>
    string ExpectedCause { get; }

    /// <summary>How strong it may be: from what a person would notice to what still lets traffic pass.</summary>
    StrengthRange Strengths { get; }

    /// <summary>Whether the edge of this mesh can have it.</summary>
    bool Fits(MeshPlan plan, LabEdge edge);

    /// <summary>What this strength means, in words.</summary>
    string Describe(double strength);

    /// <summary>Breaks the edge until the returned object is disposed of.</summary>
    /// <exception cref="LabException">A rule, a device or a process cannot be made.</exception>
    IDisposable Inject(LabMesh mesh, LabEdge edge, double strength);
}
