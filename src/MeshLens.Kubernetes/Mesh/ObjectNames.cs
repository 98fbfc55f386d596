using MeshLens.Kubernetes.Api;

namespace MeshLens.Kubernetes.Mesh;

/// <summary>How objects refer to each other.</summary>
internal static class ObjectNames
{
    public static string KeyOf(ObjectMeta meta) => $"{meta.Namespace}/{meta.Name}";

    /// <summary>
    /// The waypoint that labels ask for, as namespace and name; empty when they ask for none, null when they say nothing and the
    /// namespace decides.
    /// </summary>
    /// <param name="meta">What bears the labels.</param>
    /// <param name="home">The namespace that a waypoint named alone is in.</param>
    public static string? WaypointOf(ObjectMeta meta, string home)
    {
        var name = meta.Label("istio.io/use-waypoint");
        return name.Length == 0 ? null
            : name == "none" ? ""
            : meta.Label("istio.io/use-waypoint-namespace") is { Length: > 0 } elsewhere ? $"{elsewhere}/{name}"
            : $"{home}/{name}";
    }
}
