using System.Runtime.CompilerServices;

namespace MeshLens.Agent.Kernel;

/// <summary>Counts by <see cref="Failure"/>.</summary>
[InlineArray(Length)]
internal struct FailureCounts
{
    public const int Length = 11;

    private ulong _first;
}
