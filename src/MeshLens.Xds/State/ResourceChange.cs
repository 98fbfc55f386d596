using MeshLens.Xds.Resources;

namespace MeshLens.Xds.State;

/// <summary>One resource that came into force, changed, or went.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What happened.</param>
public readonly record struct ResourceChange(ResourceType Type, string Name, ChangeKind Kind);
