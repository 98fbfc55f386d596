using MeshLens.Core.Edges;
using MeshLens.Core.Verdicts;
using Orleans;

namespace MeshLens.Core.Snapshots;

/// <summary>Another edge that shares an end with this one, as its own last classification left it.</summary>
/// <param name="Window">The window its shifts describe; one window behind is normal.</param>
[GenerateSerializer, Immutable, Alias("meshlens.sibling-edge")]
public readonly record struct SiblingEdge(
    [property: Id(0)] EdgeKey Edge,
    [property: Id(1)] SiblingRelation Relation,
    [property: Id(2)] long Window,
    [property: Id(3)] Cause Cause,
    [property: Id(4)] EdgeShifts Shifts);
