using MeshLens.Xds.Resources;

namespace MeshLens.Xds.State;

/// <summary>What one response says, whichever protocol it came over.</summary>
/// <param name="Type">The type of all its resources.</param>
/// <param name="IsComplete">What is not in it does not exist.</param>
/// <param name="Resources">New and changed resources.</param>
/// <param name="Removed">Names that are gone, or never were.</param>
internal sealed record ResourceUpdate(
    ResourceType Type, bool IsComplete, IReadOnlyList<ServedResource> Resources, IReadOnlyList<string> Removed)
{
    /// <summary>The first of its type on a stream: what was refused on the one before is served again, or is no more.</summary>
    public bool IsFirst { get; init; }
}
