using Envoy.Config.Route.V3;
using Envoy.Extensions.Filters.Http.Fault.V3;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;

namespace MeshLens.Xds.Model.Routes;

/// <summary>Finds the fault filter's settings: on the route, its weighted clusters, the virtual host, or in the filter chain itself.</summary>
internal static class FaultReader
{
    private const string Filter = "envoy.filters.http.fault";

    public static FaultModel? Of(Route route, VirtualHost host) =>
        In(route.TypedPerFilterConfig)
        ?? (route.Route_?.WeightedClusters?.Clusters ?? []).Select(static cluster => In(cluster.TypedPerFilterConfig)).FirstOrDefault(static fault => fault is not null)
        ?? In(host.TypedPerFilterConfig);

    public static FaultModel? Of(Any? packed) => packed.As<HTTPFault>() is { } fault ? Read(fault) : null;

    private static FaultModel? In(MapField<string, Any> filters) => filters.TryGetValue(Filter, out var packed)
        ? Of(packed.As<FilterConfig>() is { Disabled: false } wrapped ? wrapped.Config : packed)
        : null;

    private static FaultModel Read(HTTPFault fault) => new(
        fault.Delay?.FixedDelay.Positive(),
        Fraction.Of(fault.Delay?.Percentage),
        fault.Abort?.ErrorTypeCase == FaultAbort.ErrorTypeOneofCase.HttpStatus ? (int)fault.Abort.HttpStatus : null,
        fault.Abort?.ErrorTypeCase == FaultAbort.ErrorTypeOneofCase.GrpcStatus ? (int)fault.Abort.GrpcStatus : null,
        Fraction.Of(fault.Abort?.Percentage),
        fault.Headers.Count > 0 || fault.UpstreamCluster.Length > 0 || fault.DownstreamNodes.Count > 0);
}
