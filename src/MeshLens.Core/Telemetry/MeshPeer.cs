namespace MeshLens.Core.Telemetry;

/// <summary>Who is at one end, as the proxies told each other. Empty where it was not told.</summary>
/// <param name="Namespace">Its Kubernetes namespace.</param>
/// <param name="Workload">The Deployment, StatefulSet, … behind it.</param>
/// <param name="Service">Its canonical service: a label of the workload, not always a Kubernetes service.</param>
/// <param name="Cluster">The cluster it runs in.</param>
/// <param name="Pod">Its own name.</param>
public sealed record MeshPeer(string Namespace, string Workload, string Service = "", string Cluster = "", string Pod = "")
{
    /// <summary>Whether it names somebody.</summary>
    public bool IsNamed => Workload.Length > 0 && Namespace.Length > 0;
}
