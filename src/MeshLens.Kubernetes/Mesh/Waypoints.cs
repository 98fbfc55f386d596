namespace MeshLens.Kubernetes.Mesh;

/// <summary>Waypoints that namespaces name for all their services; a namespace without one is not kept.</summary>
internal sealed class Waypoints
{
    private readonly Dictionary<string, string> _byNamespace = new(StringComparer.Ordinal);

    public IEnumerable<string> Keys => _byNamespace.Keys;

    /// <summary>The key of the namespace that an object is in.</summary>
    public static string NamespaceOf(string key) => $"/{key[..key.IndexOf('/', StringComparison.Ordinal)]}";

    /// <summary>What goes for an object that names none itself; empty for none.</summary>
    public string Of(string key) => _byNamespace.GetValueOrDefault(NamespaceOf(key), "");

    /// <summary>Returns whether that is another than before.</summary>
    public bool Change(string key, string waypoint)
    {
        if (_byNamespace.GetValueOrDefault(key, "") == waypoint)
        {
            return false;
        }

        if (waypoint.Length == 0)
        {
            _byNamespace.Remove(key);
        }
        else
        {
            _byNamespace[key] = waypoint;
        }

        return true;
    }
}
