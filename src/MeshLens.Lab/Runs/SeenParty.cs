namespace MeshLens.Lab.Runs;

/// <summary>One end of an edge as the API names it.</summary>
internal sealed record SeenParty(string Namespace, string Name);
