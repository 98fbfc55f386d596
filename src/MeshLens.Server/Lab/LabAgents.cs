using MeshLens.Lab.Mesh;

namespace MeshLens.Server.Lab;

/// <summary>
/// The command lines of a lab's agents. Each watches the namespaces of its lab alone, in the kernel: two labs at once would see each
/// other's traffic, and names and addresses of theirs are alike.
/// </summary>
internal static class LabAgents
{
    /// <summary>One for all that is on the machine's own node, and one for each node with a name.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Of(IReadOnlyList<LabMesh> meshes) =>
    [
        .. from mesh in meshes
           from node in mesh.Plan.Nodes
           group mesh.NamespacePathsOf(node) by node.Name into agent
           select Watching(agent.Key, agent.SelectMany(static paths => paths)),
    ];

    /// <param name="node">Empty for the machine's own name.</param>
    /// <param name="namespaces">Paths that open them.</param>
    public static IReadOnlyList<string> Watching(string node, IEnumerable<string> namespaces) =>
        [.. node.Length == 0 ? [] : new[] { "--node", node }, .. namespaces.SelectMany(static path => new[] { "--netns", path })];
}
