using System.Collections.Immutable;
using MeshLens.Xds.Resources;

namespace MeshLens.Xds.State;

/// <summary>
/// The resources of one type. <see cref="Active"/> is in force; <see cref="Warming"/> was accepted and waits for its children, and
/// until they are there what it replaces stays in force, as in a proxy; <see cref="Absent"/> is known not to exist.
/// </summary>
internal sealed class ResourceTable(ResourceType type)
{
    public ResourceType Type => type;

    public Interest Interest { get; } = new();

    public ImmutableDictionary<string, MeshResource> Active { get; set; } = ImmutableDictionary<string, MeshResource>.Empty.WithComparers(StringComparer.Ordinal);

    public Dictionary<string, MeshResource> Warming { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Absent { get; } = new(StringComparer.Ordinal);

    /// <summary>Name and version of everything accepted, the newer one where a replacement is warming.</summary>
    public IEnumerable<MeshResource> Held => Active.Values.Where(active => !Warming.ContainsKey(active.Name)).Concat(Warming.Values);

    public bool IsAnswered(string name) => Active.ContainsKey(name) || Absent.Contains(name);
}
