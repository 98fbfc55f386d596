using Envoy.Config.Core.V3;
using Envoy.Config.Endpoint.V3;

namespace MeshLens.Xds.Model;

/// <summary>One endpoint of a cluster.</summary>
/// <param name="Address">IP address, or what stands in its place for a gateway or a tunnel.</param>
/// <param name="Port">Port; 0 when the address has none.</param>
/// <param name="Region">Region; empty when unknown.</param>
/// <param name="Zone">Zone; empty when unknown.</param>
/// <param name="Priority">0 is used first.</param>
/// <param name="Weight">Share within its locality; 1 when not given.</param>
/// <param name="LocalityWeight">Share of its locality; null when localities are not weighted.</param>
/// <param name="IsHealthy">The control plane lets traffic go there.</param>
/// <param name="Workload">The workload behind it, as the control plane names it; empty when it does not.</param>
/// <param name="HasMutualTls">It takes Istio's mutual TLS.</param>
public sealed record EndpointModel(
    string Address, int Port, string Region, string Zone, uint Priority, uint Weight, uint? LocalityWeight, bool IsHealthy, string Workload, bool HasMutualTls)
{
    private const string TransportMatch = "envoy.transport_socket_match";

    internal static IReadOnlyList<EndpointModel> Of(ClusterLoadAssignment? assignment) =>
        assignment is null ? [] : [.. assignment.Endpoints.SelectMany(static locality => locality.LbEndpoints, Create)];

    private static EndpointModel Create(LocalityLbEndpoints locality, LbEndpoint endpoint)
    {
        var socket = endpoint.Endpoint?.Address?.SocketAddress;
        return new(
            socket?.Address ?? "",
            (int)(socket?.PortValue ?? 0),
            locality.Locality?.Region ?? "",
            locality.Locality?.Zone ?? "",
            locality.Priority,
            endpoint.LoadBalancingWeight ?? 1,
            locality.LoadBalancingWeight,
            endpoint.HealthStatus is HealthStatus.Unknown or HealthStatus.Healthy,
            Text(endpoint.Metadata, "istio", "workload"),
            Text(endpoint.Metadata, TransportMatch, "tlsMode") == "istio");
    }

    private static string Text(Metadata? metadata, string filter, string field) =>
        metadata is not null && metadata.FilterMetadata.TryGetValue(filter, out var values) && values.Fields.TryGetValue(field, out var value)
            ? value.StringValue
            : "";
}
