using System.Runtime.InteropServices;

namespace MeshLens.Kubernetes.Mesh;

/// <summary>Sets of names by name; an empty set takes no room.</summary>
internal sealed class Groups
{
    private readonly Dictionary<string, HashSet<string>> _members = new(StringComparer.Ordinal);

    public void Add(string group, string member) =>
        (CollectionsMarshal.GetValueRefOrAddDefault(_members, group, out _) ??= new(StringComparer.Ordinal)).Add(member);

    public void Remove(string group, string member)
    {
        if (_members.TryGetValue(group, out var members) && members.Remove(member) && members.Count == 0)
        {
            _members.Remove(group);
        }
    }

    public IReadOnlyCollection<string> Of(string group) => _members.TryGetValue(group, out var members) ? members : [];
}
