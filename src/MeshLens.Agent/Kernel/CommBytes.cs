using System.Runtime.CompilerServices;

namespace MeshLens.Agent.Kernel;

/// <summary>A thread’s name, zero-terminated.</summary>
[InlineArray(Length)]
internal struct CommBytes
{
    public const int Length = 16;

    private byte _first;
}
