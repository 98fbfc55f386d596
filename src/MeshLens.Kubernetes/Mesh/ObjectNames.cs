using MeshLens.Kubernetes.Api;

namespace MeshLens.Kubernetes.Mesh;

/// <summary>How objects refer to each other.</summary>
internal static class ObjectNames
{
    public static string KeyOf(ObjectMeta meta) => $"{meta.Namespace}/{meta.Name}";

    /// <summary>The waypoint that a label asks for, as namespace and name; empty when none does.</summary>
    public static string WaypointOf(ObjectMeta meta)
    {
        var name = meta.Label("istio.io/use-waypoint");
        if (name.Length == 0 || name == "none")
        {
            return "";
        }

        return meta.Label("istio.io/use-waypoint-namespace") is { Length: > 0 } elsewhere ? $"{elsewhere}/{name}" : $"{meta.Namespace}/{name}";
    }
}
