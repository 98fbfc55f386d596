using System.Collections.Immutable;
using MeshLens.Xds.Resources;

namespace MeshLens.Xds.State;

/// <summary>The configuration in force at one moment. Immutable: readers need no lock.</summary>
public sealed class ResourceSnapshot
{
    private static readonly ImmutableDictionary<string, MeshResource> None = ImmutableDictionary<string, MeshResource>.Empty;

    private readonly ImmutableDictionary<ResourceType, ImmutableDictionary<string, MeshResource>> _byType;

    internal ResourceSnapshot(ImmutableDictionary<ResourceType, ImmutableDictionary<string, MeshResource>> byType) => _byType = byType;

    /// <summary>Nothing has been served yet.</summary>
    public static ResourceSnapshot Empty { get; } = new(ImmutableDictionary<ResourceType, ImmutableDictionary<string, MeshResource>>.Empty);

    /// <summary>The resources of one type, by name; empty when there are none.</summary>
    public ImmutableDictionary<string, MeshResource> Of(ResourceType type) => _byType.GetValueOrDefault(type, None);
}
