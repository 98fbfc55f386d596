using System.Runtime.CompilerServices;

namespace MeshLens.Agent.Kernel;

/// <summary>The counts of a <see cref="Histogram"/>.</summary>
[InlineArray(Length)]
internal struct BucketCounts
{
    public const int Length = 232;

    private uint _first;
}
