using System.Collections.Immutable;
using MeshLens.Xds.Model;
using MeshLens.Xds.Resources;

namespace MeshLens.Xds.State;

/// <summary>
/// What a control plane has said so far, over however many streams: the part of an xDS client that knows resources and nothing of
/// messages. One thread at a time may change it; readers take <see cref="Snapshot"/>.
/// </summary>
/// <remarks>
/// A cluster names its endpoints, a listener its routes, so the interest in children follows the parents. Make before break: a
/// parent comes into force when all its children have been answered, and only then does the one it replaces let go of its own.
/// </remarks>
internal sealed class ResourceState
{
    private readonly Dictionary<ResourceType, ResourceTable> _tables;
    private volatile ResourceSnapshot _snapshot = ResourceSnapshot.Empty;
    private volatile IReadOnlyList<RefusedResource> _refused = [];

    public ResourceState(IEnumerable<ResourceType> types) =>
        _tables = types.ToDictionary(static type => type, static type => new ResourceTable(type));

    public ResourceSnapshot Snapshot => _snapshot;

    /// <summary>What was served and is not in force for that reason. Another list when it is another.</summary>
    public IReadOnlyList<RefusedResource> Refused => _refused;

    public ResourceTable? Find(ResourceType type) => _tables.GetValueOrDefault(type);

    public ResourceTable this[ResourceType type] => _tables[type];

    /// <summary>Asks for all resources of a wildcard type.</summary>
    public void Follow(ResourceType type) => _tables[type].Interest.WantEverything(true);

    /// <summary>No longer does, and drops them.</summary>
    public UpdateOutcome Unfollow(ResourceType type) => Transact(change => change.Unfollow(_tables[type]));

    /// <summary>Asks for one resource. Every hold needs its release.</summary>
    public void Hold(ResourceType type, string name) => _tables[type].Interest.Hold(name);

    /// <summary>Lets go of one resource; the last to do so drops it.</summary>
    public UpdateOutcome Release(ResourceType type, string name) => Transact(change => change.Release(_tables[type], name));

    public UpdateOutcome Apply(ResourceUpdate update) => Transact(change => change.Apply(_tables[update.Type], update));

    private UpdateOutcome Transact(Action<StateChange> act)
    {
        var change = new StateChange(_tables);
        act(change);
        var outcome = change.Complete();
        _snapshot = new(_tables.Values.ToImmutableDictionary(static table => table.Type, static table => table.Active));
        Publish([.. _tables.Values.SelectMany(static table => table.Refused, static (table, item) => new RefusedResource(table.Type.ShortName, item.Key, item.Value))]);
        return outcome;
    }

    private void Publish(List<RefusedResource> refused)
    {
        if (!refused.SequenceEqual(_refused))
        {
            _refused = refused;
        }
    }
}
