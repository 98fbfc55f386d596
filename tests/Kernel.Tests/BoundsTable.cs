using System.Runtime.CompilerServices;

namespace Kernel.Tests;

/// <summary>The kernel's table of bucket ends.</summary>
[InlineArray(Length)]
internal struct BoundsTable
{
    public const int Length = 231;

    private ulong _first;
}
