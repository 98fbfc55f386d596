namespace MeshLens.Grains.Nodes;

/// <summary>The agents that report to this server, and those that did until lately.</summary>
public interface INodeDirectory
{
    /// <summary>Ordered by node, then by agent.</summary>
    IReadOnlyList<NodeStatus> All();
}
