using MeshLens.Grains.Mesh;

namespace MeshLens.Server.Mesh;

/// <summary>What cannot be seen of the mesh as things stand, each with the remedy.</summary>
internal static class MeshGaps
{
    private const string Live = "live";

    public static IEnumerable<string> Of(MeshStatus status)
    {
        if (status.ControlPlanes.Count == 0)
        {
            yield return "The mesh's configuration is not read, so that no verdict can be mesh-config by a finding: name the control plane with --istiod.";
        }

        if (status.ControlPlanes.Count == 0 && status.Clusters.Count == 0)
        {
            yield return "Services are named by process and address alone: name a control plane with --istiod, a cluster with --kubernetes, or a file with --endpoints.";
        }

        foreach (var gap in status.ControlPlanes.SelectMany(OfPlane).Concat(status.Clusters.SelectMany(OfCluster)).Concat(MetricsGaps.Of(status)))
        {
            yield return gap;
        }
    }

    private static IEnumerable<string> OfPlane(ControlPlaneView plane)
    {
        if (plane.State != Live)
        {
            yield return $"The control plane {plane.Addresses[0]} is {plane.State} since {plane.Since:u}{Because(plane.Reason)}: what is known of it stays and ages.";
        }
        else if (plane.Workloads + plane.Services == 0)
        {
            yield return $"The control plane {plane.Addresses[0]} does not serve the workload API (no ambient mode): names come from Kubernetes, --kubernetes.";
        }

        foreach (var gap in plane.NotSeen)
        {
            yield return gap;
        }
    }

    private static IEnumerable<string> OfCluster(ClusterView cluster) => cluster.Kinds
        .Where(static kind => kind.State != Live)
        .Select(kind => $"The {kind.Kind} of the cluster {cluster.Name} are {kind.State} since {kind.Since:u}{Because(kind.Reason)}: grant list and watch on {kind.Kind}, and check the token.");

    private static string Because(string reason) => reason.Length == 0 ? "" : $" ({reason})";
}
