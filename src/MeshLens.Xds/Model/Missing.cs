using MeshLens.Xds.Resources;
using MeshLens.Xds.State;

namespace MeshLens.Xds.Model;

/// <summary>What resources refer to and a snapshot does not have, in words.</summary>
internal static class Missing
{
    private const int Named = 3;

    public static IEnumerable<string> From(ResourceSnapshot snapshot)
    {
        foreach (var type in ResourceTypes.OfProxy)
        {
            if (type.IsWildcard && snapshot.Of(type).IsEmpty)
            {
                yield return $"No {type.ShortName} was served to this view.";
            }
            else if (type.Child is { } child && Unanswered(snapshot, type, child) is { Count: > 0 } names)
            {
                yield return $"{child.ShortName} was not served for {string.Join(", ", names.Take(Named))}{(names.Count > Named ? $" and {names.Count - Named} more" : "")}.";
            }
        }
    }

    private static List<string> Unanswered(ResourceSnapshot snapshot, ResourceType parent, ResourceType child)
    {
        var served = snapshot.Of(child);
        return [.. snapshot.Of(parent).Values.SelectMany(static item => item.References).Where(name => !served.ContainsKey(name)).Distinct().Order(StringComparer.Ordinal)];
    }
}
