namespace MeshLens.Xds.Tests.FakeIstiod;

/// <summary>What one client asked for, by type; without names, everything.</summary>
internal sealed class Subscriptions
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, HashSet<string>> _names = [];

    /// <summary>Delta. Returns whether there is something to answer.</summary>
    public bool Change(string typeUrl, IReadOnlyCollection<string> added, IReadOnlyCollection<string> removed)
    {
        lock (_gate)
        {
            var isNew = _names.TryAdd(typeUrl, new(StringComparer.Ordinal));
            _names[typeUrl].UnionWith(added);
            _names[typeUrl].ExceptWith(removed);
            return isNew || added.Count > 0;
        }
    }

    /// <summary>State of the world. Returns whether the names changed.</summary>
    public bool Replace(string typeUrl, IReadOnlyCollection<string> names)
    {
        lock (_gate)
        {
            var known = _names.TryGetValue(typeUrl, out var before);
            _names[typeUrl] = new(names, StringComparer.Ordinal);
            return !known || !before!.SetEquals(names);
        }
    }

    public bool IsEverything(string typeUrl) => IsWildcard(typeUrl);

    public bool Covers(string typeUrl, string name)
    {
        lock (_gate)
        {
            return IsWildcard(typeUrl) || (_names.TryGetValue(typeUrl, out var names) && names.Contains(name));
        }
    }

    private static bool IsWildcard(string typeUrl) => MeshLens.Xds.Resources.ResourceTypes.InOrder.Single(type => type.TypeUrl == typeUrl).IsWildcard;
}
