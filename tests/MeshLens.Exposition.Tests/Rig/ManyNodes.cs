using MeshLens.Grains.Nodes;

namespace MeshLens.Exposition.Tests.Rig;

/// <summary>Agents as they are in a large mesh: long names, and all that each tells of itself.</summary>
internal sealed class ManyNodes(int count) : INodeDirectory
{
    public const int Programs = 24;

    private static readonly DateTimeOffset Since = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static string Name(int node) => $"gke-production-europe-west4-pool-general-{node:0000}.c.example-project.internal";

    public IReadOnlyList<NodeStatus> All() => [.. Enumerable.Range(0, count).Select(static node => new NodeStatus
    {
        Node = Name(node),
        AgentId = $"{node}",
        Cluster = "production-europe-west4",
        Zone = "europe-west4-a",
        Connected = true,
        Since = Since,
        LastHeard = Since,
        Spent = new(node, 0, [.. Enumerable.Range(0, Programs).Select(static program => new NodeProgram($"on_some_kernel_event_{program:00}", program))]),
    })];
}
