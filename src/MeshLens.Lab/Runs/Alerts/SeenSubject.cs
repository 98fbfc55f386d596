namespace MeshLens.Lab.Runs.Alerts;

/// <summary>What an alert says is broken.</summary>
/// <param name="Nodes">Of a node or a pair of them; empty otherwise.</param>
internal sealed record SeenSubject(string Kind, string Name, IReadOnlyList<string>? Nodes)
{
    public const string NodePair = "nodePair";
}
