using System.Globalization;

namespace MeshLens.Metrics.Meaning;

/// <summary>A destination as one Envoy has it.</summary>
/// <param name="Name">As Envoy writes it.</param>
/// <param name="IsInbound">Towards the proxy's own application.</param>
/// <param name="Port">Of the service; 0 when the name does not say.</param>
/// <param name="Subset">Empty for the whole service.</param>
/// <param name="Host">Such as <c>reviews.shop.svc.cluster.local</c>; empty when the name does not say.</param>
public sealed record ReportedCluster(string Name, bool IsInbound, int Port, string Subset, string Host)
{
    // outbound|9080|v2|reviews.shop.svc.cluster.local, inbound|9080||
    public static ReportedCluster Of(string name)
    {
        var parts = name.Split('|');
        return parts is [var direction, var port, var subset, var host] && int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(name, direction.StartsWith("inbound", StringComparison.Ordinal), number, subset, host)
            : new(name, IsInbound: false, 0, "", "");
    }
}
