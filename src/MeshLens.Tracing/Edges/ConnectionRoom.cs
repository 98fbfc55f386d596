using System.Runtime.CompilerServices;
using MeshLens.Tracing.Wire;

namespace MeshLens.Tracing.Edges;

/// <summary>Room for what is told of a connection.</summary>
[InlineArray(3)]
internal struct ConnectionRoom
{
    private (string Name, AttributeValue Value) _first;
}
