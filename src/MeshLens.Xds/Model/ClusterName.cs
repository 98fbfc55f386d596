using System.Globalization;

namespace MeshLens.Xds.Model;

/// <summary>What istiod says in the name of a cluster: direction, port, subset and host.</summary>
/// <param name="IsOutbound">Towards another service; otherwise into this workload.</param>
/// <param name="Port">The service port.</param>
/// <param name="Subset">The subset of a DestinationRule; empty for the whole service.</param>
/// <param name="Host">The service; empty for an inbound cluster.</param>
public readonly record struct ClusterName(bool IsOutbound, int Port, string Subset, string Host)
{
    // outbound|8080|v1|payments.shop.svc.cluster.local, inbound|8080||
    /// <summary>Reads a name; null for clusters that stand for no service, such as PassthroughCluster.</summary>
    public static ClusterName? Parse(string name) =>
        name.Split('|') is ["outbound" or "inbound", var port, var subset, var host]
        && int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(name.StartsWith("outbound", StringComparison.Ordinal), number, subset, host)
            : null;
}
