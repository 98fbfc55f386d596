namespace MeshLens.Lab.Runs;

/// <summary>A page of the API's list.</summary>
internal sealed record SeenPage(IReadOnlyList<SeenEdge> Edges);
