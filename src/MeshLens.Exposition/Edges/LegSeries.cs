using MeshLens.Core.Totals;
using MeshLens.Exposition.Families;

namespace MeshLens.Exposition.Edges;

/// <summary>One leg of an edge, with what tells its series from those of other legs.</summary>
internal readonly record struct LegSeries(LegTotals Totals, LabelSet More);
