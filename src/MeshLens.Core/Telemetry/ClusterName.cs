using System.Globalization;

namespace MeshLens.Core.Telemetry;

/// <summary>An Envoy cluster's name as Istio forms it: <c>outbound|9080|v1|reviews.bookinfo.svc.cluster.local</c>.</summary>
/// <param name="Direction">Which side of the proxy.</param>
/// <param name="Port">The service's port; of an inbound cluster the application's. Zero when the name does not tell.</param>
/// <param name="Subset">Of the destination; empty for all of it.</param>
/// <param name="Host">The service's host name; empty where the name has none.</param>
public readonly record struct ClusterName(ClusterDirection Direction, int Port, string Subset, string Host)
{
    private const int Parts = 4;

    /// <summary>Reads a name. What is no name of Istio's has direction <see cref="ClusterDirection.Unknown"/>.</summary>
    public static ClusterName Parse(ReadOnlySpan<char> name)
    {
        Span<Range> ranges = stackalloc Range[Parts + 1];
        var separator = name.StartsWith("outbound_.", StringComparison.Ordinal) ? "_." : "|";
        return name.Split(ranges, separator) == Parts && DirectionOf(name[ranges[0]]) is var direction and not ClusterDirection.Unknown
            ? Between(direction, name[ranges[1]], name[ranges[2]], name[ranges[3]])
            : new(DirectionOfWhole(name), 0, "", "");
    }

    /// <summary>The service and its namespace, when the host is that of a Kubernetes service.</summary>
    public (string Name, string Namespace)? Service => ServiceHost.Parse(Host);

    private static ClusterName Between(ClusterDirection direction, ReadOnlySpan<char> port, ReadOnlySpan<char> subset, ReadOnlySpan<char> host)
    {
        int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return new(direction, number is > 0 and <= ushort.MaxValue ? number : 0, subset.ToString(), host.ToString());
    }

    private static ClusterDirection DirectionOf(ReadOnlySpan<char> part) => part switch
    {
        "outbound" => ClusterDirection.Outbound,
        "inbound" => ClusterDirection.Inbound,
        "inbound-vip" => ClusterDirection.Waypoint,
        _ => ClusterDirection.Unknown,
    };

    private static ClusterDirection DirectionOfWhole(ReadOnlySpan<char> name) => name switch
    {
        "PassthroughCluster" or "BlackHoleCluster" or "AllowAnyDynamicDNSCluster" => ClusterDirection.Outbound,
        "InboundPassthroughCluster" or "InboundPassthroughClusterIpv4" or "InboundPassthroughClusterIpv6" => ClusterDirection.Inbound,
        _ => ClusterDirection.Unknown,
    };
}
