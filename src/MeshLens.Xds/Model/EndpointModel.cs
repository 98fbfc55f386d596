using Envoy.Config.Core.V3;
using Envoy.Config.Endpoint.V3;

namespace MeshLens.Xds.Model;

/// <summary>One endpoint of a cluster.</summary>
/// <param name="Address">IP address, or what stands in its place for a gateway, a socket file or a tunnel.</param>
/// <param name="Port">Port; 0 when the address has none.</param>
/// <param name="Region">Region; empty when unknown.</param>
/// <param name="Zone">Zone; empty when unknown.</param>
/// <param name="Priority">0 is used first.</param>
/// <param name="Weight">Share within its locality; 1 when not given.</param>
/// <param name="LocalityWeight">Share of its locality; null when localities are not weighted.</param>
/// <param name="Health">What the control plane says of it.</param>
/// <param name="Workload">The workload behind it, as the control plane names it; empty when it does not.</param>
/// <param name="HasMutualTls">It takes Istio's mutual TLS.</param>
public sealed record EndpointModel(
    string Address, int Port, string Region, string Zone, uint Priority, uint Weight, uint? LocalityWeight, EndpointHealth Health, string Workload, bool HasMutualTls)
{
    private const string TransportMatch = "envoy.transport_socket_match";

    /// <summary>The control plane lets traffic go there.</summary>
    public bool IsHealthy => Health == EndpointHealth.Healthy;

    internal static IReadOnlyList<EndpointModel> Of(ClusterLoadAssignment? assignment) =>
        assignment is null ? [] : [.. assignment.Endpoints.SelectMany(static locality => locality.LbEndpoints, Create)];

    private static EndpointModel Create(LocalityLbEndpoints locality, LbEndpoint endpoint)
    {
        var address = endpoint.Endpoint?.Address;
        return new(
            AddressOf(address),
            (int)(address?.SocketAddress?.PortValue ?? 0),
            locality.Locality?.Region ?? "",
            locality.Locality?.Zone ?? "",
            locality.Priority,
            endpoint.LoadBalancingWeight ?? 1,
            locality.LoadBalancingWeight,
            HealthOf(endpoint.HealthStatus),
            endpoint.Metadata.Text("istio", "workload"),
            endpoint.Metadata.Text(TransportMatch, "tlsMode") == "istio");
    }

    private static string AddressOf(Address? address) =>
        address?.SocketAddress?.Address ?? address?.Pipe?.Path ?? address?.EnvoyInternalAddress?.ServerListenerName ?? "";

    private static EndpointHealth HealthOf(HealthStatus status) => status switch
    {
        HealthStatus.Unhealthy or HealthStatus.Timeout => EndpointHealth.Unhealthy,
        HealthStatus.Draining => EndpointHealth.Draining,
        HealthStatus.Degraded => EndpointHealth.Degraded,
        _ => EndpointHealth.Healthy,
    };
}
