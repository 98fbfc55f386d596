using System.Text.Json.Nodes;
using Istio.WorkloadApi;
using static MeshLens.Xds.Dumps.ZtunnelJson;

namespace MeshLens.Xds.Dumps;

/// <summary>A service as a ztunnel writes it, without its endpoints.</summary>
internal static class ZtunnelService
{
    public static Service Read(JsonObject item) => new()
    {
        Name = Text(item, "name"),
        Namespace = Text(item, "namespace"),
        Hostname = Text(item, "hostname"),
        Ports = { Ports(item["ports"]) },
        Addresses = { (item["vips"] as JsonArray ?? []).Select(static address => Address(address!.GetValue<string>())) },
        Waypoint = Gateway(item["waypoint"]),
        LoadBalancing = BalancingOf(item["loadBalancer"] as JsonObject),
    };

    // An enum may come that is not known yet: then nothing is said of balancing.
    private static LoadBalancing? BalancingOf(JsonObject? item)
    {
        if (item is null || !System.Enum.TryParse<LoadBalancing.Types.Mode>(Text(item, "mode") is "Standard" ? "UnspecifiedMode" : Text(item, "mode"), ignoreCase: true, out var mode))
        {
            return null;
        }

        var scopes = (item["routingPreferences"] as JsonArray ?? [])
            .Select(static scope => System.Enum.TryParse<LoadBalancing.Types.Scope>(scope!.GetValue<string>(), ignoreCase: true, out var known) ? known : LoadBalancing.Types.Scope.UnspecifiedScope);
        return new() { Mode = mode, RoutingPreference = { scopes } };
    }
}
