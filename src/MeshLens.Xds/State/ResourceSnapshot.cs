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

    /// <summary>The same with other resources of one type.</summary>
    internal ResourceSnapshot With(ResourceType type, IEnumerable<KeyValuePair<string, MeshResource>> resources) =>
        new(_byType.SetItem(type, resources as ImmutableDictionary<string, MeshResource> ?? resources.ToImmutableDictionary(StringComparer.Ordinal)));

    /// <summary>The same content with the objects of an earlier snapshot where they say the same; the earlier one itself when all do.</summary>
    internal ResourceSnapshot Reusing(ResourceSnapshot before)
    {
        var types = _byType.ToImmutableDictionary(static each => each.Key, each => Reusing(each.Value, before.Of(each.Key)));
        return types.Count == before._byType.Count && types.All(each => each.Value == before.Of(each.Key)) ? before : new(types);
    }

    private static ImmutableDictionary<string, MeshResource> Reusing(ImmutableDictionary<string, MeshResource> now, ImmutableDictionary<string, MeshResource> before)
    {
        if (now == before)
        {
            return before;
        }

        var same = now.Values.Where(item => before.TryGetValue(item.Name, out var was) && was.Message.Equals(item.Message)).Select(static item => item.Name).ToList();
        return same.Count == now.Count && now.Count == before.Count ? before : now.SetItems(same.Select(name => KeyValuePair.Create(name, before[name])));
    }
}
