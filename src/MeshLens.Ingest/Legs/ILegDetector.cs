using MeshLens.Core.Edges;
using MeshLens.Ingest.Flows;

namespace MeshLens.Ingest.Legs;

/// <summary>Tells which hop of an edge a flow is.</summary>
internal interface ILegDetector
{
    /// <summary>Asked again when a flow's other end becomes known.</summary>
    Leg Detect(Flow flow);
}
