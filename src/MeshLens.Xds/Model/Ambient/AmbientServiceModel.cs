using Istio.WorkloadApi;

namespace MeshLens.Xds.Model.Ambient;

/// <summary>A service as ztunnels see it.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Host">Its host name.</param>
/// <param name="Addresses">Its virtual addresses; empty for a headless service.</param>
/// <param name="Waypoint">The waypoint its requests pass, as host or address; empty when none.</param>
/// <param name="Scopes">Where endpoints are looked for first, the narrowest last: Region, Zone, …</param>
/// <param name="IsStrict">Endpoints outside all those scopes are never used.</param>
/// <param name="GatewaysUseWaypoint">Requests from gateways pass the waypoint, too.</param>
public sealed record AmbientServiceModel(
    string Namespace, string Host, IReadOnlyList<string> Addresses, string Waypoint, IReadOnlyList<string> Scopes, bool IsStrict, bool GatewaysUseWaypoint)
{
    internal static AmbientServiceModel Of(Service service) => new(
        service.Namespace,
        service.Hostname,
        [.. service.Addresses.Select(static address => IpText.Of(address.Address.Span))],
        WaypointName.Of(service.Waypoint),
        [.. (service.LoadBalancing?.RoutingPreference ?? []).Select(static scope => scope.ToString())],
        service.LoadBalancing?.Mode == LoadBalancing.Types.Mode.Strict,
        service.IngressUseWaypoint);
}
