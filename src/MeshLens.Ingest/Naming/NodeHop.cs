namespace MeshLens.Ingest.Naming;

/// <summary>The edge of what a node's ambient proxy logged.</summary>
/// <param name="Edge">Which.</param>
/// <param name="IsSameNode">Both ends are on the proxy's node, and it handed the connection over itself: there is no leg on a wire.</param>
internal readonly record struct NodeHop(EdgeIdentity Edge, bool IsSameNode);
