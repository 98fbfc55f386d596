using MeshLens.Grains.Nodes;

namespace MeshLens.Api.Nodes;

/// <summary>The answer of <c>/api/v1/nodes</c>.</summary>
public sealed record NodeList(List<NodeStatus> Nodes);
