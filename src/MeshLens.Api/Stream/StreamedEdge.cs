using MeshLens.Core.Verdicts;

namespace MeshLens.Api.Stream;

/// <summary>One event of the stream.</summary>
/// <param name="Missed">Changes that were overtaken or dropped just before this one, because the reader was slow.</param>
public sealed record StreamedEdge(EdgeSummary Edge, long Missed);
