using System.Runtime.CompilerServices;

namespace MeshLens.Agent.Kernel;

/// <summary>Explicit padding.</summary>
[InlineArray(Length)]
internal struct Padding5
{
    public const int Length = 5;

    private byte _first;
}
