using MeshLens.Core.Totals;

namespace MeshLens.Grains.Edges;

/// <summary>
/// What the edges of this process add up to, from the first time that somebody asks. Asking calls no edge and waits for none.
/// </summary>
public interface IEdgeTotals
{
    /// <summary>One of each edge that this process hosts, in no order. The list is the caller's; what it holds goes on growing.</summary>
    IReadOnlyList<EdgeTotals> All();
}
