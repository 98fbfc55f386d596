namespace MeshLens.Grains.Probes;

/// <summary>The ways between nodes, as probes see them.</summary>
public sealed record ProbeMatrix
{
    /// <summary>The nodes that take part, or are probed, by name.</summary>
    public IReadOnlyList<ProbeNodeView> Nodes { get; init; } = [];

    /// <summary>What is usual within a node, within a zone, and between zones.</summary>
    public IReadOnlyList<ProbeScopeView> Scopes { get; init; } = [];

    /// <summary>Each pair that is probed, worst first.</summary>
    public IReadOnlyList<ProbePairView> Pairs { get; init; } = [];

    /// <summary>What limits this view.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
