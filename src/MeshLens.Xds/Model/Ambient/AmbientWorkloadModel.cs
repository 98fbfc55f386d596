using Istio.WorkloadApi;

namespace MeshLens.Xds.Model.Ambient;

/// <summary>A workload as ztunnels see it.</summary>
/// <param name="Uid">Its unique name.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="Addresses">Its addresses; empty for one that is known by a host name.</param>
/// <param name="Region">Region; empty when unknown.</param>
/// <param name="Zone">Zone; empty when unknown.</param>
/// <param name="Node">Its node; empty when unknown.</param>
/// <param name="Network">Its network; empty for the only one.</param>
/// <param name="Gateway">The gateway by which other networks reach it; empty when none.</param>
/// <param name="Waypoint">The waypoint of its own that connections to its address pass; empty when none.</param>
/// <param name="IsCaptured">It takes mutual TLS through a tunnel: it is in the mesh.</param>
/// <param name="IsHealthy">It is ready.</param>
/// <param name="Services">The services it stands behind, as namespace/host.</param>
public sealed record AmbientWorkloadModel(
    string Uid,
    string Namespace,
    string Name,
    IReadOnlyList<string> Addresses,
    string Region,
    string Zone,
    string Node,
    string Network,
    string Gateway,
    string Waypoint,
    bool IsCaptured,
    bool IsHealthy,
    IReadOnlyList<string> Services)
{
    internal static AmbientWorkloadModel Of(Workload workload) => new(
        workload.Uid,
        workload.Namespace,
        workload.Name,
        [.. workload.Addresses.Select(static bytes => IpText.Of(bytes.Span))],
        workload.Locality?.Region ?? "",
        workload.Locality?.Zone ?? "",
        workload.Node,
        workload.Network,
        WaypointName.Of(workload.NetworkGateway),
        WaypointName.Of(workload.Waypoint),
        workload.TunnelProtocol == TunnelProtocol.Hbone,
        workload.Status == WorkloadStatus.Healthy,
        [.. workload.Services.Keys]);
}
