using MeshLens.Core.Edges;
using MeshLens.Core.Identity;
using MeshLens.Core.Telemetry;
using MeshLens.Metrics.Meaning;

namespace MeshLens.Ingest.Metrics;

/// <summary>Both ends of what was reported, named as the other sources of an edge name them.</summary>
internal static class ReportedParties
{
    // What Istio writes where it does not know.
    private const string Unknown = "unknown";

    /// <summary>Why nobody can tell whose it is; null when both ends are named.</summary>
    public static Unplaced? Problem(ReportedEdge edge) =>
        edge.IsOutsideTheMesh ? Unplaced.OutsideTheMesh
        : !IsTold(edge.SourceWorkload) || !IsTold(edge.SourceNamespace) ? Unplaced.UnknownCaller
        : !IsTold(edge.DestinationService) ? Unplaced.UnknownDestination
        : null;

    public static (Party Source, Party Destination, string Cluster) Of(ReportedEdge edge) => (
        new(edge.SourceNamespace, edge.SourceWorkload, PartyKind.Workload),
        new(Told(edge.DestinationNamespace), edge.DestinationService, PartyKind.Service),
        IsTold(edge.SourceCluster) ? edge.SourceCluster : Told(edge.DestinationCluster));

    public static Party Of(MeshWorkload owner) => new(owner.Namespace, owner.Name, PartyKind.Workload);

    public static Party Of(ReportedCluster cluster) => ServiceHost.Parse(cluster.Host) is { } service
        ? new(service.Namespace, service.Name, PartyKind.Service)
        : new("", cluster.Host, PartyKind.Service);

    private static bool IsTold(string name) => name.Length > 0 && name != Unknown;

    private static string Told(string name) => name == Unknown ? "" : name;
}
