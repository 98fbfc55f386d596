using System.Text.Json.Nodes;
using Istio.WorkloadApi;
using static MeshLens.Xds.Dumps.ZtunnelJson;

namespace MeshLens.Xds.Dumps;

/// <summary>A workload as a ztunnel writes it; which services it serves is said with them.</summary>
internal static class ZtunnelWorkload
{
    public static Workload Read(JsonObject item)
    {
        var workload = new Workload
        {
            Uid = Text(item, "uid"),
            Name = Text(item, "name"),
            Namespace = Text(item, "namespace"),
            WorkloadName = Text(item, "workloadName"),
            CanonicalName = Text(item, "canonicalName"),
            CanonicalRevision = Text(item, "canonicalRevision"),
            ServiceAccount = Text(item, "serviceAccount"),
            TrustDomain = Text(item, "trustDomain"),
            ClusterId = Text(item, "clusterId"),
            Network = Text(item, "network"),
            Node = Text(item, "node"),
            TunnelProtocol = Text(item, "protocol") is "HBONE" ? TunnelProtocol.Hbone : TunnelProtocol.None,
            NativeTunnel = item["nativeTunnel"]?.GetValue<bool>() == true,
            NetworkMode = Text(item, "networkMode") == "HostNetwork" ? NetworkMode.HostNetwork : NetworkMode.Standard,
            Status = Text(item, "status") == "Unhealthy" ? WorkloadStatus.Unhealthy : WorkloadStatus.Healthy,
            Waypoint = Gateway(item["waypoint"]),
            NetworkGateway = Gateway(item["networkGateway"]),
            Addresses = { (item["workloadIps"] as JsonArray ?? []).Select(static address => Bytes(address!.GetValue<string>())) },
        };
        if (item["locality"] is JsonObject place)
        {
            workload.Locality = new() { Region = Text(place, "region"), Zone = Text(place, "zone"), Subzone = Text(place, "subzone") };
        }

        return workload;
    }
}
