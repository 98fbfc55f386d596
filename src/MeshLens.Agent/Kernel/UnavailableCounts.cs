using System.Runtime.CompilerServices;

namespace MeshLens.Agent.Kernel;

/// <summary>Counts by <see cref="Unavailable"/>.</summary>
[InlineArray(Length)]
internal struct UnavailableCounts
{
    public const int Length = 9;

    private ulong _first;
}
