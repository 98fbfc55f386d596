using MeshLens.Lab.Mesh;

namespace MeshLens.Lab.Runs.Alerts;

/// <summary>What a scenario must page for: nothing, one edge, or everything between two nodes.</summary>
/// <param name="Edge">The edge that must be among those of the page.</param>
/// <param name="Pair">The nodes that the page must name.</param>
internal sealed record AlertExpectation(LabEdge? Edge, (LabNode One, LabNode Other)? Pair)
{
    public static AlertExpectation Nothing { get; } = new(null, null);

    public bool IsNothing => Edge is null && Pair is null;

    /// <summary>Whether this page is the one.</summary>
    public bool IsMetBy(SeenAlert page, MeshPlan plan) => Pair is { } pair
        ? page.Subject.Kind == SeenSubject.NodePair && new[] { pair.One.Name, pair.Other.Name }.Order().SequenceEqual((page.Subject.Nodes ?? []).Order())
        : Edge is { } edge && page.Members.Any(member => member.Is(plan, edge));

    public override string ToString() => Pair is { } pair ? $"one page that names {pair.One.Name} and {pair.Other.Name}" : Edge is { } edge ? $"one page with {edge}" : "no page";
}
